package io.pituning.graph;

import io.pituning.schemas.event.Neighbor;
import io.pituning.schemas.event.NeighborhoodChange;
import io.pituning.schemas.event.TaskNeighbors;
import io.pituning.schemas.event.Tuning;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Decides when an owned task's neighborhood is written, and makes its event. It is written only if it differs from what was written last. */
final class NeighborhoodWriter {
    private static final double NANOS_PER_SECOND = 1e9;
    /** What a busy machine writes in about a second; a transaction may take 5 s or 10. */
    private static final int MOST_AT_ONCE = 500;

    private final Shard shard;
    private final KeyValueStore<String, Long> waiting;
    private final KeyValueStore<String, History> histories;
    private final GraphSettings settings;
    /** What {@code waiting} holds. */
    private final Map<String, Long> since = new HashMap<>();
    /** Those of them that only wait for their time, the next to be due first. */
    private final NavigableSet<Due> queue = new TreeSet<>(Due.FIRST_COMES_FIRST);

    private final Map<String, Due> queued = new HashMap<>();

    /** Whether the last call has left over what was due: a task that arrives meanwhile does not make the rest wait anew. */
    private boolean interrupted;

    /** When a neighborhood may be written, epoch milliseconds. */
    private record Due(long at, String task) {
        private static final Comparator<Due> FIRST_COMES_FIRST =
                Comparator.comparingLong(Due::at).thenComparing(Due::task);
    }

    /**
     * Continues with the neighborhoods that were waiting before the start.
     *
     * @param waiting see {@link GraphStores#WAITING}
     * @param histories see {@link GraphStores#HISTORY}
     */
    NeighborhoodWriter(
            Shard shard,
            KeyValueStore<String, Long> waiting,
            KeyValueStore<String, History> histories,
            GraphSettings settings) {
        this.shard = shard;
        this.waiting = waiting;
        this.histories = histories;
        this.settings = settings;
        try (KeyValueIterator<String, Long> entries = waiting.all()) {
            entries.forEachRemaining(entry -> since.put(entry.key, entry.value));
        }
        since.keySet().forEach(name -> enqueue(shard.task(name).orElseThrow(), shard.neighborhood(name)));
    }

    /** Notes which of these tasks' neighborhoods are to be written; a task that has left has none. */
    void note(Set<String> touched, long now) {
        for (String name : touched) {
            Optional<KnownTask> task = shard.task(name);
            Optional<Neighborhood> neighborhood = task.map(known -> shard.neighborhood(name));
            if (neighborhood.isPresent() && differs(task.get(), neighborhood.get())) {
                if (since.putIfAbsent(name, now) == null) {
                    waiting.put(name, now);
                }
                enqueue(task.get(), neighborhood.get());
            } else {
                forget(name);
            }
        }
    }

    /** Forgets an owned task that has left. */
    void retired(String task) {
        forget(task);
        histories.delete(task);
    }

    /**
     * {@return what is to be written now}
     *
     * <p>Looks only at what is due, so that the cost of a change does not grow with the number that wait. Of many that become due together the
     * rest comes with the next call, so that no transaction outlives its timeout.
     *
     * @param begun when the work on it began, {@link System#nanoTime()}
     */
    List<TaskNeighbors> due(long now, long begun) {
        ShardPosition position = shard.position();
        boolean settled = now - position.at() >= settings.settle().toMillis() && position.known() >= settings.gather();
        boolean writes = settled || interrupted;
        List<TaskNeighbors> due = new ArrayList<>();
        while (writes
                && due.size() < MOST_AT_ONCE
                && !queue.isEmpty()
                && queue.first().at() <= now) {
            String name = queue.first().task();
            forget(name);
            TaskNeighbors event = write(shard.task(name).orElseThrow(), shard.neighborhood(name), begun);
            remember(event, now);
            due.add(event);
        }
        interrupted = due.size() == MOST_AT_ONCE;
        return due;
    }

    private void enqueue(KnownTask task, Neighborhood neighborhood) {
        dequeue(task.name());
        // While a search runs the list is incomplete, so it is not queued; when the search ends, the task is noted
        // again.
        if (neighborhood.search().isEmpty()) {
            long window = ownIsNew(task, neighborhood)
                    ? 0
                    : settings.retune().window().toMillis();
            Due due = new Due(since.get(task.name()) + window, task.name());
            queue.add(due);
            queued.put(task.name(), due);
        }
    }

    private void dequeue(String task) {
        Optional.ofNullable(queued.remove(task)).ifPresent(queue::remove);
    }

    private void forget(String task) {
        dequeue(task);
        if (since.remove(task) != null) {
            waiting.delete(task);
        }
    }

    private static boolean differs(KnownTask task, Neighborhood neighborhood) {
        List<Neighbor> now = neighborhood.remembered().first(task.wanted());
        return neighborhood.search().isPresent()
                || ownIsNew(task, neighborhood)
                || !neighborhood.written().orElseThrow().neighbors().equals(now);
    }

    /** {@return whether nothing has been written for the task's present vector} */
    private static boolean ownIsNew(KnownTask task, Neighborhood neighborhood) {
        return !neighborhood.written().map(Neighborhood.Written::identity).equals(Optional.of(task.identity()));
    }

    private TaskNeighbors write(KnownTask task, Neighborhood neighborhood, long begun) {
        List<Neighbor> neighbors = neighborhood.remembered().first(task.wanted());
        Optional<Neighborhood.Written> before = neighborhood.written();
        int revision = before.map(Neighborhood.Written::revision).orElse(0) + 1;
        Optional<NeighborhoodChange> change = before.map(last -> change(last, neighbors));
        boolean ownIsNew = ownIsNew(task, neighborhood);
        boolean asks =
                ownIsNew || settings.retune().asksFor(change.orElseThrow().shift());
        Tuning tuning =
                asks ? new Tuning(revision, neighbors) : before.orElseThrow().tuning();
        shard.written(
                task.name(),
                new Neighborhood.Written(task.registration(), task.identity(), revision, neighbors, tuning));
        return new TaskNeighbors(
                task.name(),
                task.registration(),
                task.request(),
                task.foundation(),
                task.request().seed(),
                (System.nanoTime() - begun) / NANOS_PER_SECOND,
                revision,
                task.expert(),
                task.expertArtifact(),
                task.metrics(),
                neighbors,
                change,
                tuning);
    }

    private void remember(TaskNeighbors event, long now) {
        History before = Optional.ofNullable(histories.get(event.task())).orElse(History.empty());
        histories.put(event.task(), before.with(Revision.of(event, now)));
    }

    private static NeighborhoodChange change(Neighborhood.Written last, List<Neighbor> now) {
        return new NeighborhoodChange(
                missing(now, last.neighbors()),
                missing(last.neighbors(), now),
                RetunePolicy.shift(last.tuning().neighbors(), now));
    }

    /** {@return tasks of {@code some} whose expert is not among {@code others}} */
    private static List<String> missing(List<Neighbor> some, List<Neighbor> others) {
        Set<String> known = others.stream().map(NeighborhoodWriter::expert).collect(Collectors.toSet());
        return some.stream()
                .filter(neighbor -> !known.contains(expert(neighbor)))
                .map(Neighbor::task)
                .toList();
    }

    private static String expert(Neighbor neighbor) {
        return neighbor.task() + " " + neighbor.expertArtifact().sha256();
    }
}
