package io.pituning.graph;

/** The outcome of checking a record. */
sealed interface Checked {
    /** The record keeps the contract. */
    record Accepted(Incoming incoming) implements Checked {}

    /**
     * The record breaks the contract.
     *
     * @param failure what is written to pi.failures, in JSON
     */
    record Refused(byte[] failure) implements Checked {}
}
