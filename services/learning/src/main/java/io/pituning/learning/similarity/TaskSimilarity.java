package io.pituning.learning.similarity;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How much two tasks resemble each other: the reference's normalised per-tensor cosine.
 *
 * <p>Per tensor, a = e₀ / (e₀ + e₁ + 1e-6) and b = e₁ / (e₀ + e₁ + 1e-6) elementwise; the similarity is the mean over tensors of the cosine
 * of a and b. A tensor that is missing on one side or all zero is left out. Where the reference leaves such a tensor out of a whole row of
 * its matrix, this function, which knows only the pair, leaves it out of the pair.
 */
public final class TaskSimilarity {
    private static final float EPSILON = 1e-6f;

    private TaskSimilarity() {}

    /**
     * The similarity of two task vectors.
     *
     * @return 0 (nothing in common, or no tensor to compare) to 1 (the same); symmetric
     */
    public static double between(TaskVector one, TaskVector other) {
        Map<String, NamedVector> others =
                other.tensors().stream().collect(Collectors.toMap(NamedVector::name, Function.identity()));
        return one.tensors().stream()
                .map(tensor -> Optional.ofNullable(others.get(tensor.name()))
                        .map(match -> cosine(tensor.values(), match.values()))
                        .orElse(OptionalDouble.empty()))
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .average()
                .orElse(0);
    }

    /**
     * The normalised cosine of one tensor's Fisher information in two tasks.
     *
     * @return nothing if the lengths differ or one side is all zero
     */
    public static OptionalDouble cosine(float[] e0, float[] e1) {
        if (e0.length != e1.length) {
            return OptionalDouble.empty();
        }
        double dot = 0;
        double squares0 = 0;
        double squares1 = 0;
        for (int i = 0; i < e0.length; i++) {
            float sum = e0[i] + e1[i] + EPSILON;
            float a = e0[i] / sum;
            float b = e1[i] / sum;
            dot += a * b;
            squares0 += a * a;
            squares1 += b * b;
        }
        if (squares0 == 0 || squares1 == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(Math.min(1, dot / Math.sqrt(squares0 * squares1)));
    }
}
