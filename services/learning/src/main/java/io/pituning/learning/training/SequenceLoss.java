package io.pituning.learning.training;

import io.pituning.learning.backbone.TokenRows;
import io.pituning.learning.tensor.Tensor;

/** Negative log-likelihood of target tokens, label-smoothed as the reference does. */
public final class SequenceLoss {
    private SequenceLoss() {}

    /**
     * The loss of each row, summed over its real tokens.
     *
     * <p>With e = smoothing / (V - 1), a token costs (1 - smoothing - e) · nll + e · Σᵥ -log pᵥ, the target included in the sum.
     *
     * @param logits (B, T, V)
     * @param target B rows of T tokens; padding costs nothing
     * @param smoothing 0 for the plain negative log-likelihood
     * @return (B)
     */
    public static Tensor perRow(Tensor logits, TokenRows target, double smoothing) {
        Tensor logProbabilities = logits.logSoftmax(-1);
        Tensor cost = logProbabilities.pick(target.tensor()).negate();
        if (smoothing > 0) {
            double each = smoothing / (logits.size(-1) - 1);
            Tensor spread = logProbabilities.sum(-1).multiply(-each);
            cost = cost.multiply(1 - smoothing - each).add(spread);
        }
        return cost.multiply(target.mask()).sum(1);
    }

    /** The loss of a batch per real target token: a scalar. */
    public static Tensor perToken(Tensor logits, TokenRows target, double smoothing) {
        return perRow(logits, target, smoothing).sum().multiply(1.0 / target.tokens());
    }
}
