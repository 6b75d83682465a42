package io.pituning.graph;

/** What the check made of a record. */
sealed interface Checked {
    /** A record that keeps the contract. */
    record Accepted(Incoming incoming) implements Checked {}

    /**
     * A record that does not.
     *
     * @param failure what pi.failures is told, in JSON
     */
    record Refused(byte[] failure) implements Checked {}
}
