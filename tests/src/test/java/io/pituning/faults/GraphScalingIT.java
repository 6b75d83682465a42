package io.pituning.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pituning.harness.EventLog;
import io.pituning.harness.GraphInstances;
import io.pituning.harness.GraphWorld;
import io.pituning.harness.Systems;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every test is a cell: the graph's shards move to other instances, and the neighborhoods stay what they are. */
@Tag("slow")
@ExtendWith(Tally.class)
class GraphScalingIT {
    private static final int RECORDS = 80;

    @Test
    void theGraphIsSpreadOverMoreInstancesAndFewerAgain() {
        try (GraphInstances graph =
                        GraphInstances.start(Systems.freshHome("graph-scaling"), 1, Map.of("pi.graph.shards", "3"));
                GraphWorld world = new GraphWorld(graph, 17)) {
            world.change(RECORDS);
            world.awaitRight();
            Map<String, JsonNode> before = world.told(0);

            long begun = System.nanoTime();
            int added = graph.add();
            graph.awaitReady(added);
            Awaitility.await("a shard on the added instance")
                    .atMost(EventLog.PATIENCE)
                    .untilAsserted(() -> assertThat(graph.ask(added, "/graph?local=true"))
                            .hasValueSatisfying(answer -> assertThat(answer).doesNotContain("\"shards\":[]")));
            print("scaled out: a shard has moved after %.1f s", begun);
            world.awaitTold(0, before);
            world.awaitTold(added, before);
            world.change(RECORDS);
            world.awaitRight();
            world.awaitToldBy(0, added);
            Map<String, JsonNode> now = world.told(0);

            begun = System.nanoTime();
            graph.stop(added);
            world.awaitTold(0, now);
            print("scaled in: the remaining instance has all shards after %.1f s", begun);
            world.change(RECORDS);
            world.awaitRight();
        }
    }

    @Test
    void aStandbyTakesTheShardsOfAKilledInstance() {
        Map<String, String> settings = Map.of("pi.graph.shards", "3", "kafka-streams.num.standby.replicas", "1");
        try (GraphInstances graph = GraphInstances.start(Systems.freshHome("graph-standby"), 2, settings);
                GraphWorld world = new GraphWorld(graph, 19)) {
            world.change(RECORDS);
            world.awaitRight();
            world.awaitToldBy(0, 1);
            Map<String, JsonNode> before = world.told(0);

            long begun = System.nanoTime();
            graph.kill(1);
            world.awaitTold(0, before);
            print("killed with a standby: the remaining instance has all shards after %.1f s", begun);
            world.change(RECORDS);
            world.awaitRight();
            world.awaitToldBy(0);
        }
    }

    private static void print(String what, long begun) {
        System.out.printf(Locale.ROOT, "graph scaling: " + what + "%n", (System.nanoTime() - begun) / 1e9);
    }
}
