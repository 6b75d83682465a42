package io.pituning.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.pituning.harness.GraphInstances;
import io.pituning.harness.GraphWorld;
import io.pituning.harness.Systems;
import io.pituning.schemas.event.TaskNeighbors;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Several instances of the graph, killed while vectors come, change and leave, end with what comparing all with all gives, and each tells it. */
class GraphIT {
    private static final int QUARTER = 60;
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void everyNeighborhoodIsRightAlthoughInstancesAreKilled() {
        try (GraphInstances graph =
                        GraphInstances.start(Systems.freshHome("graph"), 2, Map.of("pi.graph.shards", "3"));
                GraphWorld world = new GraphWorld(graph, 7)) {
            world.change(QUARTER);
            world.flush();
            world.events().await(TaskNeighbors.class, "a neighborhood", event -> true);
            graph.kill(0);
            world.change(QUARTER);
            graph.restart(0);
            world.change(QUARTER);
            world.flush();
            graph.awaitReady(0);
            graph.kill(1);
            world.change(QUARTER);
            world.flush();
            graph.restart(1);

            world.awaitRight();
            graph.awaitReady(1);
            world.awaitToldBy(0, 1);
            world.assertPaged(0, 7);
        }
    }

    @Test
    void aloneTooItListsWhatCanBeRequestedAndRefusesTheRestAsEveryServiceDoes() throws IOException {
        try (GraphInstances graph = GraphInstances.start(Systems.freshHome("graph-alone"), 1, Map.of())) {
            assertThat(JSON.readTree(graph.ask(0, "/").orElseThrow())
                            .at("/endpoints")
                            .fieldNames())
                    .toIterable()
                    .contains("GET /graph", "GET /q/health");

            HttpResponse<String> refusal = graph.get(0, "/grahp").orElseThrow();
            assertThat(refusal.statusCode()).isEqualTo(404);
            JsonNode told = JSON.readTree(refusal.body());
            assertThat(told.at("/code").textValue()).isEqualTo("request-malformed");
            assertThat(told.at("/message").textValue()).contains("/grahp");
            assertThat(told.at("/advice").textValue()).contains("GET /");
        }
    }
}
