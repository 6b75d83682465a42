package io.pituning.graph;

import io.pituning.learning.similarity.Similarity;
import io.pituning.learning.similarity.TaskSimilarity;
import io.pituning.learning.similarity.TaskVector;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** A vector's similarities with stored ones, in full precision; each is computed once. */
final class ExactSimilarities {
    private final String space;
    private final TaskVector vector;
    private final ReadOnlyKeyValueStore<String, GraphVector> stored;
    private final Similarity measure;
    private final Map<String, Optional<Double>> known = new HashMap<>();

    ExactSimilarities(GraphVector vector, ReadOnlyKeyValueStore<String, GraphVector> stored, Similarity measure) {
        this.space = vector.space();
        this.vector = vector.tensors();
        this.stored = stored;
        this.measure = measure;
    }

    /** {@return the similarity, 0 to 1, the same in both directions; empty for a task of another space and for one that is not stored} */
    Optional<Double> of(String task) {
        return known.computeIfAbsent(task, name -> Optional.ofNullable(stored.get(name))
                .filter(other -> other.space().equals(space))
                .map(other -> TaskSimilarity.between(vector, other.tensors(), measure)));
    }
}
