package io.pituning.graph;

import io.pituning.learning.similarity.Similarity;

/**
 * How vectors are compared.
 *
 * @param similarity the measure; cannot be changed while there is state
 * @param threads how many threads compare vectors, per shard
 * @param sketchFrom how many tasks of one space one shard must have for a sketch to propose the tasks to compare with; 0 never uses one
 * @param proposals how many tasks the sketch proposes as a newcomer's nearest, and at most how many more whose lists the newcomer may enter
 */
record Comparison(Similarity similarity, int threads, int sketchFrom, int proposals) {
    Comparison {
        GraphSettings.require(threads >= 1, "pi.graph.threads must be at least 1: " + threads);
        GraphSettings.require(sketchFrom >= 0, "pi.graph.sketch-from must not be negative: " + sketchFrom);
        GraphSettings.require(
                proposals >= 2 * Shard.SPARE,
                "pi.graph.sketch-proposals must be at least " + 2 * Shard.SPARE + ": " + proposals);
    }

    /** {@return comparing with every task, by the reference's measure, on one thread} */
    static Comparison exact() {
        return new Comparison(Similarity.REFERENCE, 1, 0, 2 * Shard.SPARE);
    }

    /** {@return whether a sketch proposes in a space of this many tasks} */
    boolean sketches(int tasks) {
        return sketchFrom > 0 && tasks >= sketchFrom;
    }
}
