package io.pituning.learning.similarity;

import java.util.List;
import java.util.function.ToDoubleBiFunction;

/** Compares all with all. */
public final class Pairs {
    private Pairs() {}

    /** A value for every ordered pair: row the first, column the second. */
    public static <T> double[][] matrix(List<T> items, ToDoubleBiFunction<T, T> value) {
        double[][] matrix = new double[items.size()][items.size()];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix.length; j++) {
                matrix[i][j] = value.applyAsDouble(items.get(i), items.get(j));
            }
        }
        return matrix;
    }
}
