package io.pituning.graph;

import io.pituning.schemas.event.Neighbor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The nearest tasks that are remembered for a task: more than its neighborhood shows, so that it stays full when one of them leaves.
 *
 * <p>Holds every task that lies nearer than the floor; what lies farther was left out. Without a floor nothing was left out.
 *
 * @param nearest nearest first
 * @param floor the farthest task that was kept when others were left out
 */
record Remembered(List<Neighbor> nearest, Optional<Neighbor> floor) {
    /** The name decides between equals, so that the same vectors always give the same neighborhood. */
    static final Comparator<Neighbor> NEAREST_FIRST =
            Comparator.comparingDouble(Neighbor::similarity).reversed().thenComparing(Neighbor::task);

    Remembered {
        nearest = List.copyOf(nearest);
    }

    /** {@return an empty list that has left out no task} */
    static Remembered nobody() {
        return new Remembered(List.of(), Optional.empty());
    }

    /** {@return the least similarity that has a place here; below it a task was or would be left out} */
    double least() {
        return floor.map(Neighbor::similarity).orElse(0.0);
    }

    /** {@return these and a newcomer, if it is near enough; at most {@code most}} */
    Remembered with(Neighbor newcomer, int most) {
        List<Neighbor> all = new ArrayList<>(nearest);
        all.add(newcomer);
        return of(all, floor, most);
    }

    Remembered without(String task) {
        return without(task::equals);
    }

    /** As {@link #without(String)}, for several. */
    Remembered without(Predicate<String> tasks) {
        return new Remembered(
                nearest.stream()
                        .filter(neighbor -> !tasks.test(neighbor.task()))
                        .toList(),
                floor);
    }

    /** {@return what is remembered of two disjoint sets of tasks together} */
    Remembered and(Remembered other, int most) {
        List<Neighbor> all = new ArrayList<>(nearest);
        all.addAll(other.nearest);
        Optional<Neighbor> nearer = floor.flatMap(
                        mine -> other.floor.map(theirs -> NEAREST_FIRST.compare(mine, theirs) <= 0 ? mine : theirs))
                .or(() -> floor)
                .or(() -> other.floor);
        return of(all, nearer, most);
    }

    /** {@return whether there are fewer than {@code count} although tasks were left out, so that some of those now have a place} */
    boolean tooShortFor(int count) {
        return floor.isPresent() && nearest.size() < count;
    }

    /** {@return the nearest, at most {@code count}} */
    List<Neighbor> first(int count) {
        return nearest.subList(0, Math.min(count, nearest.size()));
    }

    private static Remembered of(List<Neighbor> all, Optional<Neighbor> floor, int most) {
        List<Neighbor> sorted = all.stream()
                .filter(neighbor -> floor.map(least -> NEAREST_FIRST.compare(neighbor, least) <= 0)
                        .orElse(true))
                .sorted(NEAREST_FIRST)
                .toList();
        return sorted.size() <= most
                ? new Remembered(sorted, floor)
                : new Remembered(sorted.subList(0, most), Optional.of(sorted.get(most - 1)));
    }
}
