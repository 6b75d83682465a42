package io.pituning.learning.experiment;

import io.pituning.learning.interpolation.Neighbor;
import io.pituning.learning.training.Evaluation;
import java.util.List;

/**
 * What a method reached on a target.
 *
 * @param validation score on the scale of the target's metric
 * @param test score on the scale of the target's metric
 * @param steps training steps on the target's examples that went into it, those of the own expert included where the method goes on from it
 * @param weights of the mixed experts, means over the places, in the order own expert (where the method mixes it), neighbors; empty where
 *     nothing is mixed
 * @param neighbors the tasks whose experts took part, nearest first
 */
public record Outcome(double validation, double test, long steps, List<Double> weights, List<SimilarTask> neighbors) {
    /** Copies the lists. */
    public Outcome {
        weights = List.copyOf(weights);
        neighbors = List.copyOf(neighbors);
    }

    /**
     * A task of the pool.
     *
     * @param similarity to the target, 0 to 1
     */
    public record SimilarTask(String task, double similarity) {}

    /** The outcome of a method without neighbors. */
    static Outcome of(Evaluation validation, Evaluation test, long steps) {
        return new Outcome(validation.score(), test.score(), steps, List.of(), List.of());
    }

    Outcome withWeights(List<Double> values) {
        return new Outcome(validation, test, steps, values, neighbors);
    }

    Outcome withNeighbors(List<Neighbor> values) {
        List<SimilarTask> tasks = values.stream()
                .map(neighbor -> new SimilarTask(neighbor.task(), neighbor.similarity()))
                .toList();
        return new Outcome(validation, test, steps, weights, tasks);
    }
}
