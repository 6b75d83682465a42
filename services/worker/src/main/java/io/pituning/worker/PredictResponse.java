package io.pituning.worker;

import java.util.Map;

/**
 * A task's expert's answer.
 *
 * @param label the most probable label
 * @param probabilities every label with its probability; they add up to 1
 */
record PredictResponse(String task, String label, Map<String, Double> probabilities) {}
