package io.pituning.learning.experiment;

import io.pituning.learning.expert.Expert;
import io.pituning.learning.interpolation.Neighbor;
import java.util.List;
import java.util.stream.DoubleStream;

/** The mean of own and neighbors' experts, not trained further; weights in proportion to similarity, which is 1 for the own expert. */
final class WeightedSoup implements Contender {
    @Override
    public int neighbors(int k) {
        return k;
    }

    @Override
    public Outcome measure(Target target, int neighbors) {
        List<Neighbor> nearest = target.neighbors(neighbors);
        List<Expert> experts = target.ownAnd(nearest);
        double[] similarities = DoubleStream.concat(
                        DoubleStream.of(1), nearest.stream().mapToDouble(Neighbor::similarity))
                .toArray();
        return FixedMixture.inProportion(experts, similarities)
                .measure(target, target.own().steps())
                .withNeighbors(nearest);
    }
}
