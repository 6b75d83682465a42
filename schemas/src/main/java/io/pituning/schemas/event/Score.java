package io.pituning.schemas.event;

/**
 * How well an expert does on one split.
 *
 * @param accuracy share of right answers, 0 to 1
 * @param loss mean negative log-likelihood of the targets, in nats per token
 * @param examples number of examples it was measured on
 */
public record Score(double accuracy, double loss, int examples) {
    public Score {
        accuracy = Checks.share("accuracy", accuracy);
        Checks.finite("loss", loss);
    }
}
