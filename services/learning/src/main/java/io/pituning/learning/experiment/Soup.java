package io.pituning.learning.experiment;

import io.pituning.learning.expert.Expert;
import io.pituning.learning.interpolation.Neighbor;
import java.util.Arrays;
import java.util.List;

/**
 * The uniform mean of own and neighbors' experts, not trained further.
 *
 * <p>Source: "Model soups: averaging weights of multiple fine-tuned models improves accuracy without increasing inference time" (ICML
 * 2022), there of models of one task. As everywhere here a LoRA is averaged by its product BA.
 */
final class Soup implements Contender {
    @Override
    public int neighbors(int k) {
        return k;
    }

    @Override
    public Outcome measure(Target target, int neighbors) {
        List<Neighbor> nearest = target.neighbors(neighbors);
        List<Expert> experts = target.ownAnd(nearest);
        double[] equal = new double[experts.size()];
        Arrays.fill(equal, 1);
        return FixedMixture.inProportion(experts, equal)
                .measure(target, target.own().steps())
                .withNeighbors(nearest);
    }
}
