package io.pituning.benchmarks;

import io.pituning.learning.similarity.TaskSimilarity;
import io.pituning.learning.similarity.TaskVector;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many of a newcomer's five nearest tasks, by the reference's measure in full precision, are among the sketch's proposals; and beside it,
 * among fewer tasks since it takes long to build, among those of a JVector graph.
 */
final class GraphRecall implements Benchmark {
    private static final double GOAL = 0.99;
    private static final int TASKS = 50_000;
    private static final int BESIDE_THE_PEER = 10_000;
    /** The graph's default. */
    private static final int PROPOSED = 500;

    private static final int ROUNDS = 5;
    private static final int NEWCOMERS = 40;
    private static final long SEED = 2;
    /** As many as the real vectors that {@link FisherLikeVectors} imitates. */
    private static final int RESEMBLING = 30;

    private final FisherLikeVectors vectors = new FisherLikeVectors(SEED);

    @Override
    public Measurement measure() {
        var few = new NearestSearch(vectors, BESIDE_THE_PEER, PROPOSED);
        few.add(new JVectorIndex(vectors, BESIDE_THE_PEER));
        few.rounds(ROUNDS, NEWCOMERS);
        var many = new NearestSearch(vectors, TASKS, PROPOSED);
        List<Double> rounds = many.rounds(ROUNDS, NEWCOMERS);
        return new Measurement(
                rounds, GOAL, Measurement.Better.AT_LEAST, many.report() + "; " + few.report() + "; " + resemblance());
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
}
