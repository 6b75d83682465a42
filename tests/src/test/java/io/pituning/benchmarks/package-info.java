/** What our speed and memory are, as ratios that do not depend on the machine's own speed; started by {@code tests/benchmarks/run}. */
package io.pituning.benchmarks;
