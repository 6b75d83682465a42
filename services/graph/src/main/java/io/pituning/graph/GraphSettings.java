package io.pituning.graph;

import java.time.Duration;

/**
 * How the graph is cut, how it compares, and when it writes a neighborhood.
 *
 * @param shards how many parts own the tasks; cannot be changed while there is state
 * @param comparison how vectors are compared
 * @param settle how long no vector must have arrived before neighborhoods are written, so that tasks registered together find each other,
 *     whichever was trained first; zero writes each at once
 * @param gather how many tasks must be known before the first neighborhoods are written; 0 waits for none
 * @param retune what happens to the tasks whose neighbors change
 */
record GraphSettings(int shards, Comparison comparison, Duration settle, int gather, RetunePolicy retune) {
    GraphSettings {
        require(shards >= 1, "pi.graph.shards must be at least 1: " + shards);
        require(!settle.isNegative(), "pi.graph.settle must not be negative: " + settle);
        require(gather >= 0, "pi.graph.gather must not be negative: " + gather);
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
