package io.pituning.learning.experiment;

import io.pituning.learning.expert.Expert;
import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.Scope;
import io.pituning.learning.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Experts of one method with the same weights everywhere: Σ wᵢ φᵢ, mixed as interpolation mixes them (a LoRA by its product BA).
 *
 * @param experts stay the caller's
 * @param weights one for each; they need not sum to one
 */
record FixedMixture(List<Expert> experts, double[] weights) {

    /** Weights in proportion to the given ones, see {@link #shares}. */
    static FixedMixture inProportion(List<Expert> experts, double[] proportions) {
        return new FixedMixture(experts, shares(proportions));
    }

    /** The given numbers divided by their sum, a negative one taken for zero; all equal where all are zero. */
    static double[] shares(double[] proportions) {
        double[] positive =
                Arrays.stream(proportions).map(each -> Math.max(0, each)).toArray();
        double sum = Arrays.stream(positive).sum();
        return Arrays.stream(positive)
                .map(each -> sum > 0 ? each / sum : 1.0 / proportions.length)
                .toArray();
    }

    /** The mixed expert; it belongs to the enclosing scope or to the caller. */
    Expert mixed() {
        float[] values = new float[weights.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) weights[i];
        }
        List<NamedTensors> tensors = experts.stream().map(Expert::tensors).toList();
        try (Scope scope = Scope.open()) {
            Tensor each = Tensor.of(values, values.length);
            NamedTensors mixed = experts.get(0).method().mix(NamedTensors.stack(tensors), site -> each);
            return Expert.of(experts.get(0).method().mixed(values.length), scope.keep(mixed.copy()));
        }
    }

    /** Evaluates the mixed expert on a target, with the weights beside. */
    Outcome measure(Target target, long steps) {
        try (Expert mixed = mixed()) {
            return target.evaluate(mixed, steps)
                    .withWeights(Arrays.stream(weights).boxed().toList());
        }
    }
}
