package io.pituning.graph;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.pituning.schemas.event.Neighbor;
import io.pituning.schemas.event.Tuning;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a shard knows of the neighborhood of a task it owns.
 *
 * @param remembered the nearest tasks; while a search runs, those known before it that have not left since
 * @param search the search that runs, if one does
 * @param searchRequested whether a search has been requested that has not begun yet
 * @param written what was written last for this registration
 */
record Neighborhood(
        Remembered remembered,
        @JsonProperty("scan") Optional<Search> search,
        @JsonProperty("asked") boolean searchRequested,
        Optional<Written> written) {

    /**
     * A neighborhood as it was written.
     *
     * @param identity of the task's own vector then, see {@link KnownTask#identity}
     * @param revision counted from 1
     * @param neighbors those written
     * @param tuning what the task is to be tuned with
     */
    record Written(String registration, String identity, int revision, List<Neighbor> neighbors, Tuning tuning) {}

    /** {@return the neighborhood of a task that has just come or changed: the search begins; what was written for the same registration stays} */
    static Neighborhood arrived(long sequence, Optional<Neighborhood> before, String registration) {
        return new Neighborhood(
                Remembered.nobody(),
                Optional.of(Search.begun(sequence)),
                false,
                before.flatMap(Neighborhood::written)
                        .filter(last -> last.registration().equals(registration)));
    }

    /** {@return with a search that has just begun, or has got another answer} */
    Neighborhood withSearch(Search now) {
        return new Neighborhood(remembered, Optional.of(now), false, written);
    }

    /** {@return with what the search has found, now that all shards have answered} */
    Neighborhood withResult(Remembered found) {
        return new Neighborhood(found, Optional.empty(), searchRequested, written);
    }

    Neighborhood withSearchRequested() {
        return new Neighborhood(remembered, search, true, written);
    }

    Neighborhood withWritten(Written now) {
        return new Neighborhood(remembered, search, searchRequested, Optional.of(now));
    }

    /** {@return this neighborhood after a task has come, changed or left}; {@code newcomer} is empty unless the task is now a neighbor */
    Neighborhood changed(String task, Optional<Neighbor> newcomer, int most) {
        Remembered without = remembered.without(task);
        return search.map(running -> new Neighborhood(
                        without,
                        Optional.of(running.withSince(with(running.since().without(task), newcomer, most))),
                        searchRequested,
                        written))
                .orElseGet(() -> new Neighborhood(with(without, newcomer, most), search, searchRequested, written));
    }

    /** {@return the neighbors that the task asked for, nearest first, as far as they are known} */
    List<Neighbor> shown(KnownTask task) {
        return remembered.first(task.wanted());
    }

    /** {@return whether another revision will come: a search runs, or what is known differs from what was written} */
    boolean isPending(KnownTask task) {
        return search.isPresent()
                || ownIsNew(task)
                || !written.orElseThrow().neighbors().equals(shown(task));
    }

    /** {@return whether nothing has been written for the task's present vector} */
    boolean ownIsNew(KnownTask task) {
        return !written.map(Written::identity).equals(Optional.of(task.identity()));
    }

    /** {@return the least similarity that has a place here} */
    double least() {
        return search.map(Search::since).orElse(remembered).least();
    }

    /** {@return all tasks that this neighborhood mentions: the remembered ones and, while a search runs, those that have come since it began} */
    Set<String> tasks() {
        return Stream.concat(Stream.of(remembered), search.map(Search::since).stream())
                .flatMap(list -> list.nearest().stream())
                .map(Neighbor::task)
                .collect(Collectors.toSet());
    }

    private static Remembered with(Remembered some, Optional<Neighbor> newcomer, int most) {
        return newcomer.map(neighbor -> some.with(neighbor, most)).orElse(some);
    }
}
