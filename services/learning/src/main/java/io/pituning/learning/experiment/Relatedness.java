package io.pituning.learning.experiment;

import java.util.List;

/** How much tasks have in common by design, which is what a similarity should find. */
@FunctionalInterface
public interface Relatedness {

    /** The share of designed attributes that two tasks have in common, 0 to 1; symmetric. */
    double between(String one, String other);

    /** All pairs; the diagonal is 1. */
    default double[][] matrix(List<String> tasks) {
        double[][] matrix = new double[tasks.size()][tasks.size()];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix.length; j++) {
                matrix[i][j] = i == j ? 1 : between(tasks.get(i), tasks.get(j));
            }
        }
        return matrix;
    }
}
