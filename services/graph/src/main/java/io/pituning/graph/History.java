package io.pituning.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * The last revisions of a task.
 *
 * @param revisions oldest first, at most {@value #MOST}
 */
record History(List<Revision> revisions) {
    /** How many are kept: enough to see a neighborhood move, few enough to be rewritten with each revision. */
    static final int MOST = 20;

    History {
        revisions = List.copyOf(revisions);
    }

    static History empty() {
        return new History(List.of());
    }

    /** {@return with a newer revision; the oldest leaves where there is no room} */
    History with(Revision newest) {
        List<Revision> all = new ArrayList<>(revisions);
        all.add(newest);
        return new History(all.subList(Math.max(0, all.size() - MOST), all.size()));
    }
}
