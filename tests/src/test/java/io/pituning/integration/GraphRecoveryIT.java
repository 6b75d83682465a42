package io.pituning.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pituning.harness.GraphInstances;
import io.pituning.harness.GraphWorld;
import io.pituning.harness.Systems;
import io.pituning.schemas.Topic;
import io.pituning.schemas.event.TaskNeighbors;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** However the graph's processes end, it goes on with the neighborhoods it had; prints how many seconds that takes. */
class GraphRecoveryIT {
    private static final int RECORDS = 80;
    private static final List<Integer> BOTH = List.of(0, 1);
    private static final Duration GRACE = Duration.ofSeconds(15);

    @Test
    void stoppedKilledOrWithoutItsFilesTheGraphTellsWhatItToldBefore() {
        try (GraphInstances graph =
                        GraphInstances.start(Systems.freshHome("graph-recovery"), 2, Map.of("pi.graph.shards", "3"));
                GraphWorld world = new GraphWorld(graph, 11)) {
            world.change(RECORDS);
            world.awaitRight();
            world.awaitToldBy(0, 1);
            Map<String, JsonNode> before = world.told(0);
            int written = world.events().records(Topic.TASK_NEIGHBORS).size();

            BOTH.forEach(i -> print("SIGTERM: stopped after %.1f s", seconds(graph.stop(i))));
            restart(graph, "stopped");
            BOTH.forEach(i -> world.awaitTold(i, before));

            BOTH.forEach(graph::kill);
            restart(graph, "killed");
            BOTH.forEach(i -> world.awaitTold(i, before));

            BOTH.forEach(graph::kill);
            BOTH.forEach(graph::wipe);
            restart(graph, "killed, its files deleted");
            BOTH.forEach(i -> world.awaitTold(i, before));

            world.events().await(TaskNeighbors.class, world.arrive("afterwards"));
            world.awaitRight();
            assertThat(world.events().records(Topic.TASK_NEIGHBORS).subList(written, writtenNow(world)))
                    .as("what was written since the first stop")
                    .allMatch(record -> new String(record.value(), StandardCharsets.UTF_8).contains("afterwards"));
        }
    }

    @Test
    void theGraphGoesOnAfterTheBrokerWasKilled() {
        try (GraphInstances graph =
                        GraphInstances.start(Systems.freshHome("graph-broker"), 2, Map.of("pi.graph.shards", "3"));
                GraphWorld world = new GraphWorld(graph, 13)) {
            world.change(RECORDS);
            world.awaitRight();

            graph.killBroker();
            long begun = System.nanoTime();
            graph.restartBroker();
            print("broker killed: it serves again after %.1f s", since(begun));
            world.events().await(TaskNeighbors.class, world.arrive("afterwards"));
            print("broker killed: the next neighborhood after %.1f s", since(begun));
            BOTH.forEach(graph::awaitReady);
            print("broker killed: both instances ready after %.1f s", since(begun));

            world.change(RECORDS);
            world.awaitRight();
            world.awaitToldBy(0, 1);
        }
    }

    @Test
    void theGraphStopsAlthoughTheBrokerWasKilledInTheMiddleOfATransaction() {
        try (GraphInstances graph =
                        GraphInstances.start(Systems.freshHome("graph-alone"), 2, Map.of("pi.graph.shards", "3"));
                GraphWorld world = new GraphWorld(graph, 17)) {
            world.change(RECORDS);
            world.flush();
            world.events().await(TaskNeighbors.class, "a neighborhood", event -> true);
            graph.killBroker();

            BOTH.forEach(i -> {
                Duration toStop = graph.stop(i);
                print("SIGTERM without a broker: stopped after %.1f s", seconds(toStop));
                assertThat(toStop).isLessThan(GRACE);
            });

            graph.restartBroker();
            restart(graph, "stopped without a broker");
            world.awaitRight();
        }
    }

    private static void restart(GraphInstances graph, String after) {
        long begun = System.nanoTime();
        BOTH.forEach(graph::restart);
        BOTH.forEach(graph::awaitReady);
        print(after + ": both ready again %.1f s after their start", since(begun));
    }

    private static int writtenNow(GraphWorld world) {
        return world.events().records(Topic.TASK_NEIGHBORS).size();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static double since(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    private static void print(String what, double seconds) {
        System.out.printf(Locale.ROOT, "graph recovery: " + what + "%n", seconds);
    }
}
