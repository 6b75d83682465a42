package io.pituning.graph;

import io.pituning.learning.similarity.Similarity;
import java.util.Locale;

/**
 * How far a shard has come in the sequence, and by which measure its lists were made.
 *
 * @param sequence number of the last change it has seen; 0 before the first
 * @param known how many tasks the whole graph knew then
 * @param at when it saw the last vector arrive, epoch milliseconds; 0 before the first
 * @param similarity the measure
 */
record ShardPosition(long sequence, int known, long at, Similarity similarity) {
    static ShardPosition start(Similarity similarity) {
        return new ShardPosition(0, 0, 0, similarity);
    }

    /** Refuses a measure other than that of the existing lists: a list that mixes two measures is right by neither. */
    void require(Similarity configured) {
        if (sequence > 0 && similarity != configured) {
            throw new IllegalStateException(
                    "pi.graph.similarity is %s, but the graph's state was made with %s: set it to that, or reset the application "
                                    .formatted(name(configured), name(similarity))
                            + "(kafka-streams-application-reset) and delete its state folder; it is rebuilt from pi.task-vectors.");
        }
    }

    private static String name(Similarity similarity) {
        return similarity.name().toLowerCase(Locale.ROOT);
    }
}
