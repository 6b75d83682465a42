package io.pituning.graph;

/**
 * A record that leaves a shard.
 *
 * @param way where it goes
 * @param value as that topic holds it; {@code null}, as everywhere in Kafka, for a tombstone
 */
record ShardOutput(Way way, byte[] value) {
    /** Where a shard's records go. */
    enum Way {
        /** A neighborhood or a tombstone, to whoever reads the graph. */
        NEIGHBORHOODS,
        /** What the shard found for a task of another shard, to that one. */
        ANSWERS,
        /** A request that all shards search again for a task, to the sequencer. */
        SEARCH_REQUESTS
    }
}
