package io.pituning.graph;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The last revisions of a task.
 *
 * @param revisions oldest first, at most {@value #MOST}, fewer where neighborhoods are so wide that they would not fit into one record
 */
record History(List<Revision> revisions) {
    /** How many are kept: enough to see a neighborhood move, few enough to be rewritten with each revision. */
    static final int MOST = 20;
    /** Of all revisions together, so that they stay below the 1 MB that a record of the changelog may have. */
    private static final int MOST_BYTES = 700_000;

    History {
        revisions = List.copyOf(revisions);
    }

    static History empty() {
        return new History(List.of());
    }

    /** {@return with a newer revision; the oldest leave where there is no room} */
    History with(Revision newest) {
        Deque<Revision> all = new ArrayDeque<>(revisions);
        all.add(newest);
        int bytes = all.stream().mapToInt(Revision::bytes).sum();
        while (all.size() > MOST || bytes > MOST_BYTES && all.size() > 1) {
            bytes -= all.remove().bytes();
        }
        return new History(List.copyOf(all));
    }
}
