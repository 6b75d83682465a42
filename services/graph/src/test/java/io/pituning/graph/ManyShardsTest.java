package io.pituning.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.learning.similarity.Similarity;
import io.pituning.schemas.event.ExpertShape;
import io.pituning.schemas.event.Neighbor;
import io.pituning.schemas.event.TaskEmbedded;
import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the order in which shards get their records, they end with the neighborhoods that comparing all with all gives. */
class ManyShardsTest {
    private static final int NAMES = 60;
    /** As few proposals as the graph takes. */
    private static final int FEW = 24;

    @TempDir
    private File folder;

    private final Map<String, TaskEmbedded> present = new TreeMap<>();

    /** All are compared with all; or a sketch takes over at ten tasks, and proposes as many as there can be. */
    @ParameterizedTest
    @CsvSource({
        "2, 2, REFERENCE, 0",
        "2, 3, COSINE, 0",
        "3, 4, REFERENCE, 0",
        "7, 6, REFERENCE, 0",
        "1, 7, REFERENCE, 10",
        "2, 8, COSINE, 5"
    })
    void everyListIsRightAfterAnyInterleavingOfArrivalsChangesAndRetirements(
            int shards, long seed, Similarity measure, int sketchFrom) {
        var random = new Random(seed);
        try (var graph = new ManyShards(shards, new Comparison(measure, 1, sketchFrom, NAMES), random, folder)) {
            live(graph, shards, random);

            for (int i = 0; i < NAMES; i++) {
                String name = name(i);
                assertThat(graph.neighbors(name).map(ManyShardsTest::described))
                        .as("neighbors of %s", name)
                        .isEqualTo(
                                Optional.ofNullable(present.get(name)).map(task -> described(expected(task, measure))));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 3"})
    void whereASketchProposesFewNoListHoldsAnythingUntrueOrTooLittle(int shards, long seed) {
        var random = new Random(seed);
        Similarity measure = Similarity.REFERENCE;
        try (var graph = new ManyShards(shards, new Comparison(measure, 1, 1, FEW), random, folder)) {
            live(graph, shards, random);

            for (int i = 0; i < NAMES; i++) {
                String name = name(i);
                assertThat(graph.neighbors(name).isPresent()).isEqualTo(present.containsKey(name));
                graph.neighbors(name).ifPresent(list -> {
                    KnownTask task = KnownTask.of(present.get(name));
                    List<Neighbor> all = everybody(present.get(name), measure);
                    assertThat(described(list)).isSubsetOf(described(all)).doesNotHaveDuplicates();
                    assertThat(list)
                            .isSortedAccordingTo(Remembered.NEAREST_FIRST)
                            .hasSize(Math.min(task.wanted(), all.size()));
                });
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoComesWhileAListIsFilledAgainStandsInItUnlessItHasLeft(boolean leaves) {
        int near = 1 + Shard.SPARE;
        String searcher = IntStream.range(0, NAMES)
                .mapToObj(ManyShardsTest::name)
                .filter(name -> ShardNumber.owner(name, 2) == 0)
                .findFirst()
                .orElseThrow();
        try (var graph = new ManyShards(2, new Comparison(Similarity.REFERENCE, 1, 0, NAMES), new Random(1), folder)) {
            graph.arrive(Vectors.task(searcher, 0, 1));
            // One more than the list remembers; then all but the farthest leave.
            IntStream.rangeClosed(1, near + 1).forEach(i -> graph.arrive(Vectors.task("near-" + i, 2 * i, 1)));
            graph.deliver(Integer.MAX_VALUE);
            IntStream.rangeClosed(1, near).forEach(i -> graph.retire("near-" + i));
            graph.deliverChanges(0);
            assertThat(graph.searchRequests()).isPositive();
            // The other shard's answer is waited for from here on.
            graph.deliverChanges(0);

            // Farther than the list reached, nearer than who is left.
            graph.arrive(Vectors.task("newcomer", 2 * near + 1, 1));
            graph.deliverChanges(0);
            if (leaves) {
                graph.retire("newcomer");
                graph.deliverChanges(0);
            }
            graph.deliver(Integer.MAX_VALUE);

            assertThat(graph.neighbors(searcher).orElseThrow())
                    .extracting(Neighbor::task)
                    .containsExactly(leaves ? "near-" + (near + 1) : "newcomer");
        }
    }

    private void live(ManyShards graph, int shards, Random random) {
        // First more come than leave, then more leave than come, so that lists must be filled again.
        for (double arrivals : new double[] {1, 0.1, 1, 0.1}) {
            for (int i = 0; i < 2 * NAMES; i++) {
                step(graph, random, arrivals);
                graph.deliver(random.nextInt(2 * shards + 2));
            }
        }
        graph.deliver(Integer.MAX_VALUE);
        assertThat(graph.searchRequests())
                .as("lists that had to be filled again")
                .isPositive();
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

    private List<Neighbor> expected(TaskEmbedded task, Similarity measure) {
        return everybody(task, measure).stream()
                .limit(KnownTask.of(task).wanted())
                .toList();
    }

    /** Compares with all, in the simplest way. */
    private List<Neighbor> everybody(TaskEmbedded task, Similarity measure) {
        return present.values().stream()
                .filter(other -> !other.task().equals(task.task())
                        && GraphVector.of(other)
                                .space()
                                .equals(GraphVector.of(task).space()))
                .map(other -> KnownTask.of(other).asNeighbor(Vectors.similarity(task, other, measure)))
                .sorted(Remembered.NEAREST_FIRST)
                .toList();
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
