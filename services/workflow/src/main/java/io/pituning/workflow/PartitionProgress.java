package io.pituning.workflow;

import java.util.TreeSet;

/**
 * How far a partition is done while its records are worked on side by side: up to the first that is not done. Lives as long as this process owns
 * the partition. Not thread-safe.
 */
final class PartitionProgress {
    private final TreeSet<Long> inHand = new TreeSet<>();
    private long next;
    private boolean leaving;

    /** {@return whether the record is new here; it is then in hand} */
    boolean take(long offset) {
        if (offset < next) {
            return false;
        }
        inHand.add(offset);
        next = offset + 1;
        return true;
    }

    /** {@return the offset to commit when this record's outcome is safe: of the first record that is not done then} */
    long committable(long done) {
        return inHand.stream().filter(offset -> offset != done).findFirst().orElse(next);
    }

    void done(long offset) {
        inHand.remove(offset);
    }

    /** Another instance is about to have the partition. */
    void leave() {
        leaving = true;
    }

    boolean isLeaving() {
        return leaving;
    }
}
