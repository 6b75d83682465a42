package io.pituning.graph;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A search for a task's neighbors through all shards, until each of them has answered.
 *
 * @param sequence number of the change that began it: every shard answers for the graph as it was then
 * @param answered the shards that have answered
 * @param found the nearest of what they found
 * @param since the nearest of the tasks that have come or changed since it began
 */
record Search(long sequence, Set<Integer> answered, Remembered found, Remembered since) {
    Search {
        answered = Set.copyOf(answered);
    }

    static Search begun(long sequence) {
        return new Search(sequence, Set.of(), Remembered.nobody(), Remembered.nobody());
    }

    /** {@return with a shard's answer} */
    Search with(Answer answer, int most) {
        Set<Integer> all = new HashSet<>(answered);
        all.add(answer.shard());
        return new Search(sequence, all, found.and(answer.found(), most), since);
    }

    /** {@return with the nearest, as of now, of the tasks that have come or changed since it began} */
    Search withSince(Remembered now) {
        return new Search(sequence, answered, found, now);
    }

    /**
     * {@return what the search has found, once all shards have answered}
     *
     * @param changed whether a task has come, changed or left since the search began
     */
    Remembered result(Predicate<String> changed, int most) {
        return found.without(changed).and(since, most);
    }
}
