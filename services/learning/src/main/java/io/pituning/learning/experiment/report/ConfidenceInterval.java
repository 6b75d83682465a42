package io.pituning.learning.experiment.report;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * A mean and how far the true one may lie from it, with 95 % confidence.
 *
 * @param mean of the observed values
 * @param margin half the width of the interval; empty where a single value says nothing about the spread
 */
public record ConfidenceInterval(double mean, OptionalDouble margin) {
    private static final double UPPER_TAIL = 0.975;

    /**
     * The interval of independent values by Student's t: margin = t₀.₉₇₅(n - 1) · s / √n, s the sample's standard deviation.
     *
     * @throws IllegalArgumentException if there is no value
     */
    public static ConfidenceInterval of(double... values) {
        double mean = Arrays.stream(values)
                .average()
                .orElseThrow(() -> new IllegalArgumentException("No values have no mean."));
        int n = values.length;
        if (n == 1) {
            return new ConfidenceInterval(mean, OptionalDouble.empty());
        }
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        double t = new TDistribution(n - 1).inverseCumulativeProbability(UPPER_TAIL);
        return new ConfidenceInterval(mean, OptionalDouble.of(t * Math.sqrt(squares / (n - 1) / n)));
    }
}
