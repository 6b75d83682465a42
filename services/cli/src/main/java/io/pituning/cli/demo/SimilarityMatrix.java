package io.pituning.cli.demo;

import io.pituning.learning.similarity.NamedVector;
import io.pituning.learning.similarity.Pairs;
import io.pituning.learning.similarity.TaskSimilarity;
import io.pituning.learning.similarity.TaskVector;
import io.pituning.schemas.event.TaskEmbedded;
import java.util.List;

/**
 * How much each task resembles each other one.
 *
 * @param tasks names, in the order of rows and columns
 * @param values 0 to 1; symmetric, the diagonal is what a vector gives with itself
 */
public record SimilarityMatrix(List<String> tasks, double[][] values) {
    /** {@return the matrix of the vectors that travelled in these events} */
    public static SimilarityMatrix of(List<TaskEmbedded> events) {
        List<TaskVector> vectors = events.stream().map(SimilarityMatrix::vector).toList();
        return new SimilarityMatrix(
                events.stream().map(TaskEmbedded::task).toList(), Pairs.matrix(vectors, TaskSimilarity::between));
    }

    private static TaskVector vector(TaskEmbedded event) {
        return new TaskVector(event.vector().tensors().stream()
                .map(tensor -> new NamedVector(
                        tensor.name(), new int[] {tensor.values().size()}, tensor.toArray()))
                .toList());
    }
}
