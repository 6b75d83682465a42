package io.pituning.learning.interpolation;

import io.pituning.learning.expert.Expert;
import io.pituning.learning.training.Evaluation;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The outcome of an interpolation: the interpolated expert, or the own one where that is clearly better on validation.
 *
 * @param expert merged into one; the caller's to close
 * @param interpolated whether it is the interpolated expert; otherwise it is the own one
 * @param weights learned weight of the own expert and of each neighbor, in their order, means over the sites; they sum to one. Where
 *     the own expert was kept, those of the interpolation that was not taken
 * @param weightsBySite the same per site
 * @param compressionError what bringing a LoRA back to its parts' rank lost, see {@link
 *     io.pituning.learning.expert.LoraCompression#error()}; empty where nothing was compressed
 * @param ownValidation the own expert's, for comparison
 * @param ownTest the own expert's, for comparison
 * @param validation of {@code expert}
 * @param test of {@code expert}
 * @param steps training steps made
 */
public record TunedExpert(
        Expert expert,
        boolean interpolated,
        double[] weights,
        Map<String, double[]> weightsBySite,
        OptionalDouble compressionError,
        Evaluation ownValidation,
        Evaluation ownTest,
        Evaluation validation,
        Evaluation test,
        long steps) {
    /** The weights of which {@code expert} consists: as {@link #weights}, but all the own expert's where that was kept. */
    public double[] servedWeights() {
        if (interpolated) {
            return weights;
        }
        double[] own = new double[weights.length];
        own[0] = 1;
        return own;
    }
}
