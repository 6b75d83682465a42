package io.pituning.learning.training;

import io.pituning.learning.metric.Metric;

/**
 * How well an expert answers.
 *
 * @param score of all answers together, on the metric's own scale; more is better
 * @param metric what they were measured by
 * @param loss mean over the examples of the target's negative log-probability, in nats: among the labels, or, where answers are generated,
 *     as a whole text given its true beginnings
 * @param examples how many were asked
 */
public record Evaluation(double score, Metric metric, double loss, int examples) {
    /** What every evaluation by this metric is better than. */
    static Evaluation worst(Metric metric) {
        return new Evaluation(Double.NEGATIVE_INFINITY, metric, Double.POSITIVE_INFINITY, 0);
    }

    /** Whether this is better than another by the same metric: by score, at equal score by loss. */
    public boolean betterThan(Evaluation other) {
        return score != other.score ? score > other.score : loss < other.loss;
    }

    /**
     * Whether this is better than another by the same metric, on the same examples, by more than chance explains: by more than one standard
     * error of the difference of two shares of right answers, the measure by which Breiman et al. ("Classification and Regression Trees", 1984)
     * choose. Metrics that are no share of right answers are taken as if they were ({@link #share()}).
     */
    public boolean clearlyBetterThan(Evaluation other) {
        double error = Math.sqrt((share() * (1 - share()) + other.share() * (1 - other.share())) / examples);
        return share() - other.share() > error;
    }

    /** See {@link Metric#share(double)}; the score itself for accuracy. */
    public double share() {
        return metric.share(score);
    }
}
