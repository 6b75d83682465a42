package io.pituning.graph;

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
 * @param remembered the nearest tasks; while a search runs, those of before it that are still there
 * @param scan the search that runs, if one does
 * @param asked whether another search has been asked for and not begun
 * @param written what was written last for this registration
 */
record Neighborhood(Remembered remembered, Optional<Scan> scan, boolean asked, Optional<Written> written) {

    /**
     * A neighborhood as it was written.
     *
     * @param identity of the task's own vector then, see {@link KnownTask#identity}
     * @param revision counted from 1
     * @param neighbors those written
     * @param tuning what the task is to be tuned with
     */
    record Written(String registration, String identity, int revision, List<Neighbor> neighbors, Tuning tuning) {}

    /** {@return a neighborhood that is being searched for, with what was written for the same registration before} */
    static Neighborhood searched(long sequence, Optional<Neighborhood> before, String registration) {
        return new Neighborhood(
                Remembered.nobody(),
                Optional.of(Scan.begun(sequence)),
                false,
                before.flatMap(Neighborhood::written)
                        .filter(last -> last.registration().equals(registration)));
    }

    Neighborhood remembering(Remembered now) {
        return new Neighborhood(now, scan, asked, written);
    }

    Neighborhood searching(Scan now) {
        return new Neighborhood(remembered, Optional.of(now), false, written);
    }

    Neighborhood found(Remembered now) {
        return new Neighborhood(now, Optional.empty(), asked, written);
    }

    Neighborhood asking() {
        return new Neighborhood(remembered, scan, true, written);
    }

    Neighborhood written(Written now) {
        return new Neighborhood(remembered, scan, asked, Optional.of(now));
    }

    /** {@return with a task's coming, changing or leaving}; {@code newcomer} is empty where it is no neighbor */
    Neighborhood changed(String task, Optional<Neighbor> newcomer, int most) {
        Remembered without = remembered.without(task);
        return scan.map(search -> new Neighborhood(
                        without,
                        Optional.of(search.withSince(with(search.since().without(task), newcomer, most))),
                        asked,
                        written))
                .orElseGet(() -> new Neighborhood(with(without, newcomer, most), scan, asked, written));
    }

    /** {@return the least similarity that has a place here} */
    double least() {
        return scan.map(Scan::since).orElse(remembered).least();
    }

    /** {@return the tasks that stand here, or in what the search that runs has found to have come since} */
    Set<String> tasks() {
        return Stream.concat(Stream.of(remembered), scan.map(Scan::since).stream())
                .flatMap(list -> list.nearest().stream())
                .map(Neighbor::task)
                .collect(Collectors.toSet());
    }

    private static Remembered with(Remembered some, Optional<Neighbor> newcomer, int most) {
        return newcomer.map(neighbor -> some.with(neighbor, most)).orElse(some);
    }
}
