/** Starts the real system as a person would, publishes to it and watches what it writes; for the tests and benchmarks beside. */
package io.pituning.harness;
