package io.pituning.learning.experiment;

import io.pituning.learning.expert.Expert;
import io.pituning.learning.interpolation.Neighbor;
import io.pituning.learning.interpolation.ZeroShot;
import java.util.Arrays;
import java.util.List;

/**
 * The neighbors' experts mixed in proportion to similarity, nothing trained on the target; see {@link ZeroShot}.
 *
 * <p>Not wholly without the target's examples: which tasks are neighbors, and how near, is told by the target's own vector, and that
 * vector is taken at an expert trained on them. Those steps are not counted, for none of their result is in the answer.
 */
final class ZeroShotMixture implements Contender {
    @Override
    public int neighbors(int k) {
        return k;
    }

    @Override
    public Outcome measure(Target target, int neighbors) {
        List<Neighbor> nearest = target.neighbors(neighbors);
        double[] shares = FixedMixture.shares(
                nearest.stream().mapToDouble(Neighbor::similarity).toArray());
        try (Expert mixed = ZeroShot.of(nearest)) {
            return target.evaluate(mixed, 0)
                    .withWeights(Arrays.stream(shares).boxed().toList())
                    .withNeighbors(nearest);
        }
    }
}
