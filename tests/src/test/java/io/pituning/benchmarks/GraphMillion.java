package io.pituning.benchmarks;

/** As {@code graph-recall}, among a million tasks, with a quarter of the values so that what to compare with fits into 2 GB, and twice the proposals. */
final class GraphMillion implements Benchmark {
    private static final double GOAL = 0.99;
    private static final int TASKS = 1_000_000;
    private static final int TENSORS = 8;
    private static final int PROPOSED = 1_000;
    private static final int ROUNDS = 5;
    private static final int NEWCOMERS = 20;
    private static final long SEED = 3;

    @Override
    public Measurement measure() {
        var search = new NearestSearch(new FisherLikeVectors(SEED, TENSORS), TASKS, PROPOSED);
        return new Measurement(search.rounds(ROUNDS, NEWCOMERS), GOAL, Measurement.Better.AT_LEAST, search.report());
    }
}
