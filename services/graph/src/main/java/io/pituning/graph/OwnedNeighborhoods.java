package io.pituning.graph;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The neighborhoods of the tasks that a shard owns. Keeps in memory which of them mention a task, and in {@link RecentChanges} which searches
 * run.
 */
final class OwnedNeighborhoods {
    private final KeyValueStore<String, Neighborhood> stored;
    private final RecentChanges recent;
    /** A task to the owned tasks whose neighborhoods mention it. */
    private final Map<String, Set<String>> mentionedBy = new HashMap<>();

    /** None in memory yet: {@link #load} each. */
    OwnedNeighborhoods(KeyValueStore<String, Neighborhood> stored, RecentChanges recent) {
        this.stored = stored;
        this.recent = recent;
    }

    /** Takes into memory what is stored for an owned task. {@return its neighborhood} */
    Neighborhood load(String owner) {
        Neighborhood neighborhood = stored.get(owner);
        index(owner, neighborhood);
        neighborhood.search().map(Search::sequence).ifPresent(recent::begun);
        return neighborhood;
    }

    /** {@return an owned task's neighborhood, nothing for any other task}; read from the store each time, so hand it on */
    Optional<Neighborhood> get(String owner) {
        return Optional.ofNullable(stored.get(owner));
    }

    /** {@return the owned tasks whose neighborhoods mention a task, as they are now} */
    List<String> mentioning(String task) {
        return List.copyOf(mentionedBy.getOrDefault(task, Set.of()));
    }

    /** @param before what is stored for the task */
    void put(String owner, Optional<Neighborhood> before, Neighborhood now) {
        before.ifPresent(last -> unindex(owner, last));
        stored.put(owner, now);
        index(owner, now);
        Optional<Long> running = now.search().map(Search::sequence);
        // Begun first: what is noted for one search must not go between two.
        running.ifPresent(recent::begun);
        before.flatMap(Neighborhood::search)
                .map(Search::sequence)
                .filter(sequence -> !running.equals(Optional.of(sequence)))
                .ifPresent(recent::ended);
    }

    /** As {@link #put}, where neither the tasks of the neighborhood nor its search are others than before. */
    void amend(String owner, Neighborhood now) {
        stored.put(owner, now);
    }

    /** Forgets the neighborhood of an owned task that leaves. */
    void remove(String owner) {
        Neighborhood last = stored.delete(owner);
        unindex(owner, last);
        last.search().map(Search::sequence).ifPresent(recent::ended);
    }

    private void index(String owner, Neighborhood neighborhood) {
        for (String task : neighborhood.tasks()) {
            mentionedBy.computeIfAbsent(task, t -> new HashSet<>()).add(owner);
        }
    }

    private void unindex(String owner, Neighborhood neighborhood) {
        for (String task : neighborhood.tasks()) {
            Set<String> owners = mentionedBy.get(task);
            owners.remove(owner);
            if (owners.isEmpty()) {
                mentionedBy.remove(task);
            }
        }
    }
}
