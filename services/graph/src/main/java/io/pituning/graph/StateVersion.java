package io.pituning.graph;

/** The format of the graph's own stores and topics. Every value begins with it, in one byte, except plain texts and numbers. */
final class StateVersion {
    /**
     * 1 stored a task's vector together with what else is known of it; 2 stores it apart, and with each search what has changed since; 3 stores
     * these changes once for all searches; 4 takes pi.task-vectors for its sequence.
     */
    static final byte CURRENT = 4;

    private StateVersion() {}

    /** Refuses what another version has written. */
    static void require(byte[] value) {
        if (value.length == 0 || value[0] != CURRENT) {
            throw new IllegalStateException(
                    "The graph's state was written by another version: reset the application "
                            + "(kafka-streams-application-reset) and delete its state folder; it is rebuilt from pi.task-vectors.");
        }
    }
}
