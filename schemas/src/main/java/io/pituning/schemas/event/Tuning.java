package io.pituning.schemas.event;

import java.util.List;

/**
 * The neighborhood that a task is to be tuned with: the one of the latest revision that asked for it.
 *
 * @param revision which that was
 * @param neighbors its neighbors, nearest first
 */
public record Tuning(int revision, List<Neighbor> neighbors) {
    public Tuning {
        neighbors = List.copyOf(neighbors);
    }
}
