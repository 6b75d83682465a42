package io.pituning.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Decides when an owned task's neighborhood is written, and knows which are to be: those that differ from what was written last. */
final class WaitingNeighborhoods {
    /** What a busy machine writes in about a second; a transaction may take 5 s or 10. */
    static final int MOST_AT_ONCE = 500;

    private final Shard shard;
    private final KeyValueStore<String, Long> stored;
    private final GraphSettings settings;
    /** What the store holds. */
    private final Map<String, Long> since = new HashMap<>();
    /** Those of them that only wait for their time, the next to be due first. */
    private final NavigableSet<Due> queue = new TreeSet<>(Due.FIRST_COMES_FIRST);

    private final Map<String, Due> queued = new HashMap<>();
    /** Whether enough tasks have been known at some time; that some leave again holds nothing up. */
    private boolean gathered;
    /** What is due until then may be written, epoch milliseconds: a task that comes later does not make the rest of many wait anew. */
    private long until = Long.MIN_VALUE;

    /** When a neighborhood may be written, epoch milliseconds. */
    private record Due(long at, String task) {
        private static final Comparator<Due> FIRST_COMES_FIRST =
                Comparator.comparingLong(Due::at).thenComparing(Due::task);
    }

    /**
     * Continues with the neighborhoods that were waiting before the start.
     *
     * @param stored see {@link GraphStores#WAITING}
     * @param gathered whether any neighborhood has been written before
     */
    WaitingNeighborhoods(Shard shard, KeyValueStore<String, Long> stored, GraphSettings settings, boolean gathered) {
        this.shard = shard;
        this.stored = stored;
        this.settings = settings;
        this.gathered = gathered;
        try (KeyValueIterator<String, Long> entries = stored.all()) {
            entries.forEachRemaining(entry -> since.put(entry.key, entry.value));
        }
        since.keySet().forEach(name -> enqueue(shard.task(name).orElseThrow(), shard.neighborhood(name)));
    }

    /**
     * Notes which neighborhoods are to be written.
     *
     * @param touched owned tasks and their neighborhoods as they are now
     */
    void note(Map<String, Neighborhood> touched, long now) {
        touched.forEach((name, neighborhood) -> {
            KnownTask task = shard.task(name).orElseThrow();
            if (neighborhood.isPending(task)) {
                if (since.putIfAbsent(name, now) == null) {
                    stored.put(name, now);
                }
                enqueue(task, neighborhood);
            } else {
                forget(name);
            }
        });
    }

    /** Lets a task's neighborhood wait no longer. */
    void forget(String task) {
        dequeue(task);
        if (since.remove(task) != null) {
            stored.delete(task);
        }
    }

    /**
     * {@return the tasks whose neighborhoods are to be written now}; they wait no longer
     *
     * <p>Looks only at what is due, so that the cost of a change does not grow with the number that wait. Of many that become due together the
     * rest comes with the next call, so that no transaction outlives its timeout.
     */
    List<String> due(long now) {
        ShardPosition position = shard.position();
        gathered |= position.known() >= settings.gather();
        boolean settled = gathered && now - position.at() >= settings.settle().toMillis();
        // A vector that comes in the very millisecond of such a look has not settled with it.
        until = settled ? now : Math.min(until, position.at() - 1);
        List<String> due = new ArrayList<>();
        while (due.size() < MOST_AT_ONCE && !queue.isEmpty() && queue.first().at() <= until) {
            String name = queue.first().task();
            forget(name);
            due.add(name);
        }
        return due;
    }

    private void enqueue(KnownTask task, Neighborhood neighborhood) {
        dequeue(task.name());
        // While a search runs the list is incomplete, so it is not queued; when the search ends, the task is noted
        // again.
        if (neighborhood.search().isEmpty()) {
            long window =
                    neighborhood.ownIsNew(task) ? 0 : settings.retune().window().toMillis();
            Due due = new Due(since.get(task.name()) + window, task.name());
            queue.add(due);
            queued.put(task.name(), due);
        }
    }

    private void dequeue(String task) {
        Optional.ofNullable(queued.remove(task)).ifPresent(queue::remove);
    }
}
