package io.pituning.integration;

import io.pituning.harness.GraphInstances;
import io.pituning.harness.GraphWorld;
import io.pituning.harness.Systems;
import io.pituning.schemas.event.TaskNeighbors;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Several instances of the graph, killed while vectors come, change and leave, end with what comparing all with all gives, and each tells it. */
class GraphIT {
    private static final int QUARTER = 60;

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
}
