package io.pituning.learning.experiment;

import io.pituning.learning.interpolation.Neighbor;
import java.util.List;

/**
 * The neighbors' experts mixed, weights in proportion to similarity, nothing trained on the target: wᵢ = sᵢ / Σ s.
 *
 * <p>Not wholly without the target's examples: which tasks are neighbors, and how near, is told by the target's own vector, and that
 * vector is taken at an expert trained on them. Those steps are not counted, for none of their result is in the answer.
 */
final class ZeroShot implements Contender {
    @Override
    public int neighbors(int k) {
        return k;
    }

    @Override
    public Outcome measure(Target target, int neighbors) {
        List<Neighbor> nearest = target.neighbors(neighbors);
        return FixedMixture.normalised(
                        nearest.stream().map(Neighbor::expert).toList(),
                        nearest.stream().mapToDouble(Neighbor::similarity).toArray())
                .measure(target, 0)
                .withNeighbors(nearest);
    }
}
