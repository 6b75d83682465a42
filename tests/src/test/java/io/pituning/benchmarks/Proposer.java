package io.pituning.benchmarks;

/** A way to find tasks that may be a vector's nearest without comparing with all. */
interface Proposer {
    /** {@return what it is, for people} */
    String name();

    /** {@return so many slots at most, most likely nearest first} */
    int[] propose(float[] query, int count);
}
