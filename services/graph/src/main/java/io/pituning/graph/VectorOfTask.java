package io.pituning.graph;

import io.pituning.learning.similarity.Similarity;
import io.pituning.learning.similarity.TaskSimilarity;
import io.pituning.schemas.event.ExpertShape;
import io.pituning.schemas.event.FoundationRef;
import io.pituning.schemas.event.PooledVector;
import java.util.Optional;

/**
 * A task's vector, ready to be compared; in JSON it travels between instances.
 *
 * @param task name of the task
 * @param space what two vectors must share to be compared
 * @param segments lengths of the tensors, in order
 * @param values 32-bit floats, big endian, all tensors one after the other
 */
public record VectorOfTask(String task, String space, int[] segments, byte[] values) {
    static VectorOfTask of(String task, GraphVector vector) {
        return new VectorOfTask(task, vector.space(), vector.segments(), vector.values());
    }

    /**
     * {@return the vector of a task that the graph need not know}
     *
     * @param task under which name it is compared: never with a task of the same name
     */
    public static VectorOfTask of(String task, FoundationRef foundation, ExpertShape expert, PooledVector vector) {
        return of(task, GraphVector.of(foundation, expert, vector));
    }

    /** {@return the similarity, 0 to 1, the same in both directions; empty for two that do not lie in the same space} */
    public Optional<Double> similarityTo(VectorOfTask other, Similarity measure) {
        return space.equals(other.space)
                ? Optional.of(TaskSimilarity.between(
                        vector().tensors(), other.vector().tensors(), measure))
                : Optional.empty();
    }

    GraphVector vector() {
        return new GraphVector(space, segments, values);
    }
}
