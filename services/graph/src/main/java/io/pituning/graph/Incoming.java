package io.pituning.graph;

/** What the sequencer takes, about the task of the record's key. */
sealed interface Incoming {
    /** The task came, or came again. */
    record Vector(TaskWithVector task) implements Incoming {}

    /** The task left. */
    record Tombstone() implements Incoming {}

    /** A shard's wish that all shards are looked through again for the task. */
    record Rescan(TaskWithVector task) implements Incoming {}
}
