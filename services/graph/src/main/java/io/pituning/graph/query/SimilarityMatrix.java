package io.pituning.graph.query;

import io.pituning.graph.ComparedVector;
import io.pituning.learning.similarity.Similarity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How similar some tasks are to each other.
 *
 * @param tasks their names
 * @param similarities shape {@code [tasks, tasks]}, 0 to 1, symmetric, the diagonal 1; empty, in JSON {@code null}, for two that cannot be
 *     compared because foundation model, method or shape of their experts differ
 */
record SimilarityMatrix(List<String> tasks, List<List<Optional<Double>>> similarities) {
    static SimilarityMatrix of(List<ComparedVector> vectors, Similarity measure) {
        List<List<Optional<Double>>> rows = new ArrayList<>();
        for (int i = 0; i < vectors.size(); i++) {
            List<Optional<Double>> row = new ArrayList<>();
            for (int j = 0; j < i; j++) {
                Optional<Double> similarity = vectors.get(i).similarityTo(vectors.get(j), measure);
                row.add(similarity);
                rows.get(j).add(similarity);
            }
            row.add(Optional.of(1.0));
            rows.add(row);
        }
        return new SimilarityMatrix(vectors.stream().map(ComparedVector::task).toList(), rows);
    }
}
