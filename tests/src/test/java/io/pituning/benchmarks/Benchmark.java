package io.pituning.benchmarks;

/** Measures one ratio. */
@FunctionalInterface
interface Benchmark {
    Measurement measure();
}
