package io.pituning.learning.training;

/** The learning rate over the steps of a training: a linear rise, then a linear or cosine fall. */
@FunctionalInterface
public interface LearningRate {
    /** The rate of one step, counted from 0. */
    double at(long step);

    /** Rises over the first {@code warmup} steps, then falls in a straight line to zero after {@code total}. */
    static LearningRate linear(double peak, long warmup, long total) {
        return step -> step < warmup
                ? peak * (step + 1) / warmup
                : peak * Math.max(0, total - step) / Math.max(1.0, total - warmup);
    }

    /** Rises over the first {@code warmup} steps, then falls along half a cosine to {@code floor}. */
    static LearningRate cosine(double peak, double floor, long warmup, long total) {
        return step -> {
            if (step < warmup) {
                return peak * (step + 1) / warmup;
            }
            double progress = Math.min(1, (step - warmup) / Math.max(1.0, total - warmup));
            return floor + (peak - floor) * 0.5 * (1 + Math.cos(Math.PI * progress));
        };
    }
}
