package io.pituning.learning.similarity;

/**
 * How a task's Fisher information is taken.
 *
 * @param variant of the estimate
 * @param targets on which the gradients are taken
 * @param batchSize examples whose gradient the batch variant squares together
 * @param seed of what is sampled
 */
public record FisherSettings(Variant variant, Targets targets, int batchSize, long seed) {

    /** What is squared. */
    public enum Variant {
        /** Each sample's gradient apart: the paper's definition. */
        EXACT,
        /** The gradient of a whole batch's smoothed loss: what the reference implementation computes; cross-terms between samples stay in. */
        BATCH
    }

    /** Whose answers the gradients are taken on. */
    public enum Targets {
        /** The data's: the empirical Fisher information. */
        DATA,
        /** Sampled from the model: the Fisher information proper. */
        SAMPLED
    }

    /** Exact, on the data's targets. */
    public static FisherSettings defaults() {
        return new FisherSettings(Variant.EXACT, Targets.DATA, 16, 7);
    }

    public FisherSettings withVariant(Variant value) {
        return new FisherSettings(value, targets, batchSize, seed);
    }

    public FisherSettings withTargets(Targets value) {
        return new FisherSettings(variant, value, batchSize, seed);
    }
}
