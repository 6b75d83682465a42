package io.pituning.schemas.event;

import java.util.List;

/**
 * What is new in a neighborhood since the revision before.
 *
 * @param entered tasks that were no neighbors before, or were with another expert
 * @param left tasks that are no neighbors any more, or are with another expert
 * @param shift how far it lies from the neighborhood that the task was asked to be tuned with last: 0 for the same experts at the same
 *     similarities, 1 for no common expert
 */
public record NeighborhoodChange(List<String> entered, List<String> left, double shift) {
    public NeighborhoodChange {
        entered = List.copyOf(entered);
        left = List.copyOf(left);
        shift = Checks.share("change.shift", shift);
    }
}
