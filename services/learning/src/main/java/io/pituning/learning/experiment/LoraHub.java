package io.pituning.learning.experiment;

import io.pituning.learning.backbone.Batch;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.interpolation.Neighbor;
import io.pituning.learning.tensor.Scope;
import io.pituning.learning.training.SequenceLoss;
import io.pituning.learning.training.TaskData;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.SimpleBounds;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.CMAESOptimizer;
import org.hipparchus.random.Well19937c;

/**
 * Own and neighbors' experts with weights found without gradients: the loss on the target's training examples and an L1 penalty are
 * minimized over weights in [-1.5, 1.5] that need not sum to one, one weight an expert, from all zero, in at most 40 evaluations.
 *
 * <p>Source: "LoraHub: Efficient Cross-Task Generalization via Dynamic LoRA Composition" (COLM 2024) and its code: bounds, start, penalty
 * (0.05 times the mean magnitude) and budget are theirs. Other than there: the target's own expert takes part, CMA-ES alone searches, the
 * modules are mixed by their product BA, and the loss is a mean over tokens.
 */
final class LoraHub implements Contender {
    private static final double BOUND = 1.5;
    private static final double PENALTY = 0.05;
    private static final int EVALUATIONS = 40;
    private static final double FIRST_SPREAD = 0.5;
    private static final int EXAMPLES_AT_ONCE = 32;

    @Override
    public int neighbors(int k) {
        return k;
    }

    @Override
    public Outcome measure(Target target, int neighbors) {
        List<Neighbor> nearest = target.neighbors(neighbors);
        List<Expert> experts = target.ownAnd(nearest);
        Search search = new Search(target, experts);
        search.run(target.scenario().seed());
        return new FixedMixture(experts, search.best)
                .measure(target, target.own().steps())
                .withNeighbors(nearest);
    }

    /** Remembers the best weights seen: the optimizer forgets a generation that the budget cuts short. */
    private static final class Search {
        private final Target target;
        private final List<Expert> experts;
        private double[] best;
        private double lowest = Double.POSITIVE_INFINITY;
        private int evaluations;

        Search(Target target, List<Expert> experts) {
            this.target = target;
            this.experts = experts;
            this.best = new double[experts.size()];
        }

        void run(long seed) {
            int n = experts.size();
            // The method's usual population, 4 + ⌊3 ln n⌋.
            int population = 4 + (int) (3 * Math.log(n));
            new CMAESOptimizer(EVALUATIONS / population + 1, 0, true, 0, 0, new Well19937c(seed), false, null)
                    .optimize(
                            new MaxEval(EVALUATIONS),
                            new ObjectiveFunction(this::value),
                            GoalType.MINIMIZE,
                            new InitialGuess(new double[n]),
                            new SimpleBounds(filled(n, -BOUND), filled(n, BOUND)),
                            new CMAESOptimizer.Sigma(filled(n, FIRST_SPREAD)),
                            new CMAESOptimizer.PopulationSize(population));
        }

        private double value(double[] weights) {
            double magnitude = Arrays.stream(weights).map(Math::abs).average().orElse(0);
            double value = loss(weights) + PENALTY * magnitude;
            if (value < lowest) {
                lowest = value;
                best = weights.clone();
            }
            target.listener().progress("searching", ++evaluations, EVALUATIONS);
            return value;
        }

        /** Mean negative log-likelihood of the training examples' target tokens, in nats. */
        private double loss(double[] weights) {
            TaskData.Split split = target.data().train();
            double sum = 0;
            int tokens = 0;
            try (Scope whole = Scope.open()) {
                Expert mixed = new FixedMixture(experts, weights).mixed();
                for (int[] examples : split.cut(EXAMPLES_AT_ONCE)) {
                    try (Scope scope = Scope.open()) {
                        Batch batch = split.batch(examples);
                        sum += SequenceLoss.perRow(target.model().backbone().forward(batch, mixed), batch.target(), 0)
                                .sum()
                                .item();
                        tokens += batch.target().tokens();
                    }
                }
            }
            return sum / tokens;
        }

        private static double[] filled(int length, double value) {
            double[] values = new double[length];
            Arrays.fill(values, value);
            return values;
        }
    }
}
