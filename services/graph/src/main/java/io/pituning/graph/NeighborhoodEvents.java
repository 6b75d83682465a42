package io.pituning.graph;

import io.pituning.schemas.event.Neighbor;
import io.pituning.schemas.event.NeighborhoodChange;
import io.pituning.schemas.event.TaskNeighbors;
import io.pituning.schemas.event.Tuning;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Makes the events of owned tasks' neighborhoods, and remembers what was written. */
final class NeighborhoodEvents {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Shard shard;
    private final KeyValueStore<String, History> histories;
    private final RetunePolicy retune;

    /** @param histories see {@link GraphStores#HISTORY} */
    NeighborhoodEvents(Shard shard, KeyValueStore<String, History> histories, RetunePolicy retune) {
        this.shard = shard;
        this.histories = histories;
        this.retune = retune;
    }

    /** {@return whether something was written for a task that has not left since} */
    boolean any() {
        try (KeyValueIterator<String, History> all = histories.all()) {
            return all.hasNext();
        }
    }

    /**
     * {@return the event of an owned task's neighborhood, which counts as written from now on}
     *
     * @param begun when the work on it began, {@link System#nanoTime()}
     */
    TaskNeighbors write(String name, long now, long begun) {
        KnownTask task = shard.task(name).orElseThrow();
        Neighborhood neighborhood = shard.neighborhood(name);
        List<Neighbor> neighbors = neighborhood.shown(task);
        Optional<Neighborhood.Written> before = neighborhood.written();
        int revision = before.map(Neighborhood.Written::revision).orElse(0) + 1;
        Optional<NeighborhoodChange> change = before.map(last -> change(last, neighbors));
        boolean asks = neighborhood.ownIsNew(task)
                || retune.asksFor(change.orElseThrow().shift());
        Tuning tuning =
                asks ? new Tuning(revision, neighbors) : before.orElseThrow().tuning();
        var written = new Neighborhood.Written(task.registration(), task.identity(), revision, neighbors, tuning);
        shard.written(name, neighborhood.withWritten(written));
        var event = new TaskNeighbors(
                name,
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
        histories.put(name, history(name).with(Revision.of(event, now)));
        return event;
    }

    /** Forgets what was written for a task that has left. */
    void forget(String task) {
        histories.delete(task);
    }

    private History history(String task) {
        return Optional.ofNullable(histories.get(task)).orElse(History.empty());
    }

    private static NeighborhoodChange change(Neighborhood.Written last, List<Neighbor> now) {
        return new NeighborhoodChange(
                missing(now, last.neighbors()),
                missing(last.neighbors(), now),
                RetunePolicy.shift(last.tuning().neighbors(), now));
    }

    /** {@return tasks of {@code some} whose expert is not among {@code others}} */
    private static List<String> missing(List<Neighbor> some, List<Neighbor> others) {
        Set<String> known = others.stream().map(RetunePolicy::expert).collect(Collectors.toSet());
        return some.stream()
                .filter(neighbor -> !known.contains(RetunePolicy.expert(neighbor)))
                .map(Neighbor::task)
                .toList();
    }
}
