package io.pituning.schemas.event;

/**
 * How well an expert does on one split.
 *
 * @param accuracy share of right answers, 0 to 1; where the data set names another metric, that metric's place from its worst value
 *     to its best
 * @param loss mean over the examples of the right answer's negative log-likelihood, in nats: among the labels, or, where there are
 *     none, of all its tokens together
 * @param examples number of examples it was measured on
 */
public record Score(double accuracy, double loss, int examples) {
    public Score {
        accuracy = Checks.share("accuracy", accuracy);
        Checks.finite("loss", loss);
    }
}
