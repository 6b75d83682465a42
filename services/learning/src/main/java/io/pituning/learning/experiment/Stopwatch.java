package io.pituning.learning.experiment;

import java.util.function.Supplier;

/** Counts the time of one run without what it shares with others. */
final class Stopwatch {
    private static final double NANOS = 1e9;

    private long start = System.nanoTime();

    void restart() {
        start = System.nanoTime();
    }

    /** Seconds since the restart, shared work left out. */
    double seconds() {
        return (System.nanoTime() - start) / NANOS;
    }

    /** Does shared work, which is not counted; may be nested. */
    <T> T aside(Supplier<T> work) {
        long counted = System.nanoTime() - start;
        T result = work.get();
        start = System.nanoTime() - counted;
        return result;
    }

    /** Counts time spent aside as this run's after all. */
    void charge(double seconds) {
        start -= Math.round(seconds * NANOS);
    }
}
