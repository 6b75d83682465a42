package io.pituning.learning.experiment;

import io.pituning.learning.expert.Expert;
import io.pituning.learning.interpolation.Neighbor;
import java.util.List;

/**
 * The neighbors' experts mixed in proportion to similarity, nothing trained on the target.
 *
 * <p>Not wholly without the target's examples: which tasks are neighbors, and how near, is told by the target's own vector, and that is
 * computed from them, at the values that all experts start from.
 */
final class ZeroShotMixture implements Contender {
    @Override
    public int neighbors(int k) {
        return k;
    }

    @Override
    public Outcome measure(Target target, int neighbors) {
        List<Neighbor> nearest = target.neighbors(neighbors);
        List<Expert> experts = nearest.stream().map(Neighbor::expert).toList();
        double[] similarities =
                nearest.stream().mapToDouble(Neighbor::similarity).toArray();
        return FixedMixture.inProportion(experts, similarities)
                .measure(target, 0)
                .withNeighbors(nearest);
    }
}
