package io.pituning.learning.similarity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How much tasks resemble each other: the mean over tensors of a {@link Similarity}; source: π-Tuning, section 3.2, and the reference
 * implementation.
 *
 * <p>A tensor that is missing on one side, of another length or all zero cannot be compared. {@link #between}, which knows only the pair,
 * leaves it out of the pair; {@link #matrix}, as the reference, leaves it out of the whole row.
 */
public final class TaskSimilarity {
    private TaskSimilarity() {}

    /**
     * The similarity of two task vectors by the reference's measure.
     *
     * @return 0 (nothing in common, or no tensor to compare) to 1 (the same); symmetric
     */
    public static double between(TaskVector one, TaskVector other) {
        return between(one, other, Similarity.REFERENCE);
    }

    /** As {@link #between(TaskVector, TaskVector)}, by another measure. */
    public static double between(TaskVector one, TaskVector other, Similarity measure) {
        Map<String, NamedVector> others = byName(other);
        return one.tensors().stream()
                .map(tensor -> compare(tensor, others, measure))
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .average()
                .orElse(0);
    }

    /**
     * All pairs at once, exactly as the reference: a tensor that cannot be compared with any later task is left out of the task's row.
     *
     * @return symmetric, the diagonal 1
     */
    public static double[][] matrix(List<TaskVector> tasks) {
        List<Map<String, NamedVector>> named =
                tasks.stream().map(TaskSimilarity::byName).toList();
        double[][] matrix = new double[tasks.size()][tasks.size()];
        for (int i = 0; i < tasks.size(); i++) {
            matrix[i][i] = 1;
            double[] sums = new double[tasks.size()];
            int counted = 0;
            for (NamedVector tensor : tasks.get(i).tensors()) {
                List<OptionalDouble> row = new ArrayList<>();
                for (int j = i + 1; j < tasks.size(); j++) {
                    row.add(compare(tensor, named.get(j), Similarity.REFERENCE));
                }
                if (row.stream().allMatch(OptionalDouble::isPresent)) {
                    counted++;
                    for (int j = i + 1; j < tasks.size(); j++) {
                        sums[j] += row.get(j - i - 1).getAsDouble();
                    }
                }
            }
            for (int j = i + 1; j < tasks.size(); j++) {
                matrix[i][j] = counted == 0 ? 0 : sums[j] / counted;
                matrix[j][i] = matrix[i][j];
            }
        }
        return matrix;
    }

    private static Map<String, NamedVector> byName(TaskVector vector) {
        return vector.tensors().stream().collect(Collectors.toMap(NamedVector::name, Function.identity()));
    }

    private static OptionalDouble compare(NamedVector tensor, Map<String, NamedVector> others, Similarity measure) {
        NamedVector other = others.get(tensor.name());
        return other == null || other.values().length != tensor.values().length
                ? OptionalDouble.empty()
                : measure.of(tensor.values(), other.values());
    }
}
