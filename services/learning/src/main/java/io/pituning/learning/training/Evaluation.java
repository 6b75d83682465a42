package io.pituning.learning.training;

/**
 * How well an expert answers.
 *
 * @param accuracy part of the examples whose most probable label is the target, 0 to 1
 * @param loss mean negative log-probability of the target among the labels, in nats
 * @param examples how many were asked
 */
public record Evaluation(double accuracy, double loss, int examples) {
    /** What every evaluation is better than. */
    static final Evaluation WORST = new Evaluation(-1, Double.POSITIVE_INFINITY, 0);

    /** Whether this is better than another: by accuracy, at equal accuracy by loss. */
    public boolean betterThan(Evaluation other) {
        return accuracy != other.accuracy ? accuracy > other.accuracy : loss < other.loss;
    }
}
