package io.pituning.graph;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.pituning.learning.similarity.Similarity;
import io.pituning.learning.similarity.TaskSimilarity;
import io.pituning.schemas.event.ExpertShape;
import io.pituning.schemas.event.FoundationRef;
import io.pituning.schemas.event.PooledVector;
import java.util.Optional;

/**
 * A vector that a question compares with others, and the task whose it is; in JSON, as one flat object, it travels between instances.
 *
 * @param task name of the task; a vector is never compared with that of a task of the same name
 */
public record ComparedVector(String task, @JsonUnwrapped GraphVector vector) {
    /** {@return the vector of a task that the graph need not know} */
    public static ComparedVector of(String task, FoundationRef foundation, ExpertShape expert, PooledVector vector) {
        return new ComparedVector(task, GraphVector.of(foundation, expert, vector));
    }

    /** {@return the similarity, 0 to 1, the same in both directions; empty for two that do not lie in the same space} */
    public Optional<Double> similarityTo(ComparedVector other, Similarity measure) {
        return vector.space().equals(other.vector.space())
                ? Optional.of(TaskSimilarity.between(vector.tensors(), other.vector.tensors(), measure))
                : Optional.empty();
    }
}
