package io.pituning.learning.experiment;

import io.pituning.learning.LearningException;
import java.util.List;

/**
 * A relatedness written down as a matrix.
 *
 * @param tasks names, in the order of rows and columns
 * @param relatedness (tasks, tasks), 0 to 1
 */
public record Design(List<String> tasks, double[][] relatedness) implements Relatedness {
    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException when the matrix has not a row and a column for each task
     */
    public Design {
        tasks = tasks == null ? List.of() : List.copyOf(tasks);
        int size = tasks.size();
        if (relatedness == null || relatedness.length != size) {
            throw new IllegalArgumentException("relatedness must have a row for each of tasks");
        }
        for (double[] row : relatedness) {
            if (row.length != size) {
                throw new IllegalArgumentException("relatedness must have a column for each of tasks");
            }
        }
    }

    @Override
    public double between(String one, String other) {
        return relatedness[number(one)][number(other)];
    }

    private int number(String task) {
        int number = tasks.indexOf(task);
        if (number < 0) {
            throw new LearningException(
                    "design-incomplete",
                    "The design says nothing about the task " + task + ".",
                    "Give a row and a column for each task.");
        }
        return number;
    }
}
