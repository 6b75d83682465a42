package io.pituning.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.schemas.event.ExpertShape;
import io.pituning.schemas.event.Neighbor;
import io.pituning.schemas.event.TaskEmbedded;
import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever the order in which shards get their records, they end with the neighborhoods that comparing all with all gives. */
class ManyShardsTest {
    private static final int NAMES = 60;

    @TempDir
    private File folder;

    private final Map<String, TaskEmbedded> present = new TreeMap<>();

    @ParameterizedTest
    @CsvSource({"1,1", "2,2", "2,3", "3,4", "4,5", "7,6"})
    void everyListIsRightAfterAnyInterleavingOfArrivalsChangesAndRetirements(int shards, long seed) {
        var random = new Random(seed);
        try (var graph = new ManyShards(shards, random, folder)) {
            check(graph, shards, random);
        }
    }

    private void check(ManyShards graph, int shards, Random random) {
        // First more come than leave, then more leave than come, so that lists must be filled again.
        for (double arrivals : new double[] {1, 0.1, 1, 0.1}) {
            for (int i = 0; i < 2 * NAMES; i++) {
                step(graph, random, arrivals);
                graph.deliver(random.nextInt(2 * shards + 2));
            }
        }
        graph.deliver(Integer.MAX_VALUE);

        assertThat(graph.rescans()).as("lists that had to be filled again").isPositive();
        for (int i = 0; i < NAMES; i++) {
            String name = name(i);
            assertThat(graph.neighbors(name).map(ManyShardsTest::described))
                    .as("neighbors of %s", name)
                    .isEqualTo(Optional.ofNullable(present.get(name)).map(this::expected));
        }
    }

    private void step(ManyShards graph, Random random, double arrivals) {
        String name = name(random.nextInt(NAMES));
        if (random.nextDouble() < arrivals) {
            // Whole degrees, so that there are equal similarities, and two spaces that must not meet.
            int degrees = random.nextInt(90);
            TaskEmbedded task = random.nextInt(6) == 0
                    ? Vectors.ofShape(name, degrees, ExpertShape.adapter(4, 100))
                    : Vectors.task(name, degrees, random.nextInt(5));
            present.put(name, task);
            graph.arrive(task);
        } else {
            present.remove(name);
            graph.retire(name);
        }
    }

    /** Compares with all, in the simplest way. */
    private List<String> expected(TaskEmbedded event) {
        KnownTask task = KnownTask.of(event);
        return described(present.values().stream()
                .map(KnownTask::of)
                .filter(task::fits)
                .map(other -> other.asNeighborOf(task))
                .sorted(Remembered.NEAREST_FIRST)
                .limit(task.wanted())
                .toList());
    }

    private static List<String> described(List<Neighbor> neighbors) {
        return neighbors.stream()
                .map(neighbor -> neighbor.task() + " " + neighbor.similarity() + " "
                        + neighbor.expertArtifact().sha256())
                .toList();
    }

    private static String name(int number) {
        return "task-" + number;
    }
}
