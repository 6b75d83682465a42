package io.pituning.graph;

/**
 * What the check made of a record.
 *
 * @param value the event in JSON, a task's or a failure's; {@code null}, as everywhere in Kafka, for a tombstone
 * @param failed whether it is a failure
 */
record Checked(byte[] value, boolean failed) {}
