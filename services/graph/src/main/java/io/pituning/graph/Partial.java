package io.pituning.graph;

/**
 * What one shard found for a task that another one owns.
 *
 * @param scan number of the change that the shard answers
 */
record Partial(String task, long scan, int shard, Remembered found) {}
