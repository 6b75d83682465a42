package io.pituning.graph;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The tasks that came, changed or left since the searches that run began: what an answer says about these is out of date.
 *
 * <p>One list for all searches of a shard, which reaches back to the oldest of them: a change costs the same however many run.
 */
final class RecentChanges {
    private final KeyValueStore<String, String> stored;
    /** What the store holds: number to task. */
    private final NavigableMap<Long, String> changes = new TreeMap<>();
    /** The number of each task's last change among them. */
    private final Map<String, Long> last = new HashMap<>();
    /** Numbers of the searches that run. */
    private final NavigableSet<Long> searches = new TreeSet<>();

    /** @param stored see {@link GraphStores#CHANGED} */
    RecentChanges(KeyValueStore<String, String> stored) {
        this.stored = stored;
        try (KeyValueIterator<String, String> all = stored.all()) {
            while (all.hasNext()) {
                KeyValue<String, String> entry = all.next();
                remember(Long.parseLong(entry.key, 16), entry.value);
            }
        }
    }

    /** Notes that the search that this change began is running; may be noted more than once. */
    void begun(long sequence) {
        searches.add(sequence);
    }

    /** The search is complete or has been abandoned. */
    void ended(long sequence) {
        searches.remove(sequence);
        NavigableMap<Long, String> forgotten = searches.isEmpty() ? changes : changes.headMap(searches.first(), true);
        forgotten.forEach((number, task) -> {
            stored.delete(key(number));
            last.remove(task, number);
        });
        forgotten.clear();
    }

    /** Notes which task the next change is about. */
    void add(long sequence, String task) {
        if (!searches.isEmpty()) {
            stored.put(key(sequence), task);
            remember(sequence, task);
        }
    }

    /** {@return whether the task has come, changed or left since a search, which still runs, began} */
    boolean changedSince(long search, String task) {
        return last.getOrDefault(task, 0L) > search;
    }

    private void remember(long sequence, String task) {
        changes.put(sequence, task);
        last.merge(task, sequence, Math::max);
    }

    private static String key(long sequence) {
        return "%016x".formatted(sequence);
    }
}
