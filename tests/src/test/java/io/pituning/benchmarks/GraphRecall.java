package io.pituning.benchmarks;

import io.pituning.graph.compare.Sketch;
import io.pituning.graph.compare.VectorTable;
import io.pituning.learning.similarity.Similarity;
import io.pituning.learning.similarity.TaskSimilarity;
import io.pituning.learning.similarity.TaskVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** How many of a newcomer's five nearest tasks, by the reference's measure in full precision, are among the sketch's proposals. */
final class GraphRecall implements Benchmark {
    private static final double GOAL = 0.99;
    private static final int TASKS = 50_000;
    private static final int PROPOSED = 500;
    private static final int NEIGHBORS = 5;
    private static final int ROUNDS = 5;
    private static final int QUERIES = 40;
    private static final int THREADS = Runtime.getRuntime().availableProcessors();
    private static final int CHUNK = 1_000;
    private static final long SEED = 2;
    /** As many as there are builtin tasks. */
    private static final int RESEMBLING = 30;

    private final FisherLikeVectors vectors = new FisherLikeVectors(SEED);
    private final VectorTable table;
    private final Sketch sketch;
    private final List<Double> scanning = new ArrayList<>();
    private final List<Double> proposing = new ArrayList<>();
    private final List<Double> ranking = new ArrayList<>();

    GraphRecall() {
        int[] segments = new int[FisherLikeVectors.TENSORS];
        Arrays.fill(segments, FisherLikeVectors.ROWS);
        table = new VectorTable(segments, Similarity.REFERENCE, THREADS);
        sketch = new Sketch(segments, THREADS);
    }

    @Override
    public Measurement measure() {
        for (int task = 0; task < TASKS; task += CHUNK) {
            int first = task;
            float[][] chunk = IntStream.range(first, first + CHUNK)
                    .parallel()
                    .mapToObj(vectors::vector)
                    .toArray(float[][]::new);
            for (int i = 0; i < CHUNK; i++) {
                sketch.put(table.put("task-" + (first + i), chunk[i]), chunk[i]);
            }
        }
        List<Double> rounds = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            double found = 0;
            for (int query = 0; query < QUERIES; query++) {
                found += recall(TASKS + round * QUERIES + query);
            }
            rounds.add(found / QUERIES);
        }
        double scan = Times.median(scanning);
        double propose = Times.median(proposing);
        double rank = Times.median(ranking);
        return new Measurement(
                rounds,
                GOAL,
                Measurement.Better.AT_LEAST,
                "recall@%d of %d proposals among %,d tasks, %d newcomers; proposing takes %.2f ms, comparing with all %.2f ms: %.1f times,"
                                .formatted(
                                        NEIGHBORS,
                                        PROPOSED,
                                        TASKS,
                                        ROUNDS * QUERIES,
                                        1e3 * propose,
                                        1e3 * scan,
                                        scan / propose)
                        + " ranking the proposals by the learning core on one thread %.2f ms more; "
                                .formatted(1e3 * rank)
                        + resemblance());
    }

    /** {@return what {@link FisherLikeVectors} compares with real vectors} */
    private String resemblance() {
        List<TaskVector> tasks =
                IntStream.range(0, RESEMBLING).mapToObj(vectors::taskVector).toList();
        double[] pairs = IntStream.range(0, RESEMBLING)
                .boxed()
                .flatMapToDouble(
                        i -> IntStream.range(0, i).mapToDouble(j -> TaskSimilarity.between(tasks.get(i), tasks.get(j))))
                .sorted()
                .toArray();
        return "similarities among %d tasks, quantiles 5, 25, 50, 75, 95 %%: %.3f %.3f %.3f %.3f %.3f"
                .formatted(
                        RESEMBLING,
                        quantile(pairs, 0.05),
                        quantile(pairs, 0.25),
                        quantile(pairs, 0.5),
                        quantile(pairs, 0.75),
                        quantile(pairs, 0.95));
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[(int) (share * (sorted.length - 1))];
    }

    private double recall(int newcomer) {
        float[] query = vectors.vector(newcomer);
        float[] similarities = new float[TASKS];
        scanning.add(Times.seconds(() -> table.similarities(query, similarities)));
        float fifth = new Nearest(similarities, NEIGHBORS).similarities()[NEIGHBORS - 1];
        // Whoever is among the five in full precision cannot lie lower than this.
        int[] possible = IntStream.range(0, TASKS)
                .filter(slot -> similarities[slot] >= fifth - 2 * VectorTable.MAX_ERROR)
                .toArray();
        Set<Integer> exact = Set.copyOf(ranked(newcomer, possible));

        List<int[]> proposals = new ArrayList<>();
        proposing.add(Times.seconds(() -> proposals.add(sketch.propose(query, PROPOSED))));
        List<Integer> found = ranked(newcomer, proposals.get(0));
        return found.stream().filter(exact::contains).count() / (double) NEIGHBORS;
    }

    /** {@return the nearest of some tasks, in full precision} */
    private List<Integer> ranked(int newcomer, int[] slots) {
        TaskVector one = vectors.taskVector(newcomer);
        List<TaskVector> others =
                Arrays.stream(slots).parallel().mapToObj(vectors::taskVector).toList();
        double[] similarities = new double[slots.length];
        double seconds = Times.seconds(() -> {
            for (int i = 0; i < slots.length; i++) {
                similarities[i] = TaskSimilarity.between(one, others.get(i));
            }
        });
        if (slots.length == PROPOSED) {
            ranking.add(seconds);
        }
        return IntStream.range(0, slots.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -similarities[i]))
                .limit(NEIGHBORS)
                .map(i -> slots[i])
                .toList();
    }
}
