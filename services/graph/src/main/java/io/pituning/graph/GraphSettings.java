package io.pituning.graph;

import java.time.Duration;
import java.util.Objects;

/**
 * When the graph writes a neighborhood.
 *
 * @param retune what happens to the tasks whose neighbors change
 * @param settle how long no vector must have arrived before the neighborhoods of those that did are written; zero writes each at once.
 *     Tasks registered together then find each other, whichever was trained first
 * @param gather how many tasks must be known before the first neighborhoods are written; 0 waits for none
 */
public record GraphSettings(Retune retune, Duration settle, int gather) {
    public GraphSettings {
        Objects.requireNonNull(retune, "retune");
        if (settle.isNegative()) {
            throw new IllegalArgumentException("pi.graph.settle must not be negative: " + settle);
        }
        if (gather < 0) {
            throw new IllegalArgumentException("pi.graph.gather must not be negative: " + gather);
        }
    }
}
