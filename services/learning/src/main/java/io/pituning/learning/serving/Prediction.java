package io.pituning.learning.serving;

import java.util.Map;

/**
 * An expert's answer.
 *
 * @param label the most probable label, or, where the task has no labels, the generated text
 * @param probabilities of every label, most probable first, summing to one; of the generated text alone where the task has no labels
 */
public record Prediction(String label, Map<String, Double> probabilities) {}
