package io.pituning.learning.serving;

import java.util.Map;

/**
 * An expert's answer.
 *
 * @param label the most probable one
 * @param probabilities of every label, most probable first; they sum to one
 */
public record Prediction(String label, Map<String, Double> probabilities) {}
