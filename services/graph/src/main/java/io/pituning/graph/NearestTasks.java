package io.pituning.graph;

import io.pituning.schemas.event.Neighbor;
import java.util.List;
import java.util.Optional;

/**
 * The tasks nearest to a vector, among those of some shards.
 *
 * @param neighbors nearest first
 */
public record NearestTasks(List<Neighbor> neighbors) {
    public NearestTasks {
        neighbors = List.copyOf(neighbors);
    }

    /** {@return an empty list} */
    public static NearestTasks none() {
        return new NearestTasks(List.of());
    }

    /** {@return the nearest among these and those of other shards; at most {@code count}} */
    public NearestTasks and(NearestTasks other, int count) {
        Remembered mine = new Remembered(neighbors, Optional.empty());
        Remembered both = mine.and(new Remembered(other.neighbors, Optional.empty()), count);
        return new NearestTasks(both.nearest());
    }
}
