package io.pituning.graph;

/** What the sequencer reads; the record's key names the task. */
sealed interface Incoming {
    /** The task came, or came again. */
    record Vector(TaskWithVector task) implements Incoming {}

    /** The task left. */
    record Tombstone() implements Incoming {}

    /** A shard asks that all shards search again for the task's neighbors. */
    record SearchRequest(TaskWithVector task) implements Incoming {}
}
