package io.pituning.graph;

/**
 * How far a shard is.
 *
 * @param sequence number of the last change it has seen; 0 before the first
 * @param known how many tasks the whole graph knew then
 * @param at when it saw it, epoch milliseconds
 */
record ShardPosition(long sequence, int known, long at) {
    static final ShardPosition START = new ShardPosition(0, 0, 0);
}
