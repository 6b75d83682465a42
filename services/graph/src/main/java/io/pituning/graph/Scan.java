package io.pituning.graph;

import java.util.HashSet;
import java.util.Set;

/**
 * A search for a task's neighbors through all shards, until each of them has answered.
 *
 * @param sequence number of the change that began it: every shard answers for the graph as it was then
 * @param answered the shards that have
 * @param found what they found, without what has changed since
 * @param changed tasks that came, changed or left since
 * @param since what is known of those
 */
record Scan(long sequence, Set<Integer> answered, Remembered found, Set<String> changed, Remembered since) {
    Scan {
        answered = Set.copyOf(answered);
        changed = Set.copyOf(changed);
    }

    static Scan begun(long sequence) {
        return new Scan(sequence, Set.of(), Remembered.nobody(), Set.of(), Remembered.nobody());
    }

    /** {@return with a shard's answer} */
    Scan with(Partial partial, int most) {
        return new Scan(sequence, plus(answered, partial.shard()), found.and(partial.found(), most), changed, since);
    }

    /** {@return with a later change of a task} */
    Scan changed(String task, Remembered nowSince) {
        return new Scan(sequence, answered, found, plus(changed, task), nowSince);
    }

    /** {@return what is remembered when all have answered} */
    Remembered result(int most) {
        return found.without(changed).and(since, most);
    }

    private static <T> Set<T> plus(Set<T> set, T element) {
        Set<T> all = new HashSet<>(set);
        all.add(element);
        return all;
    }
}
