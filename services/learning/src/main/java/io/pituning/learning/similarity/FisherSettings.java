package io.pituning.learning.similarity;

/**
 * How a task's Fisher information is taken.
 *
 * @param point at which parameters the gradients are taken
 * @param variant of the estimate
 * @param targets on which the gradients are taken
 * @param batchSize examples whose gradient the batch variant squares together
 * @param seed of what is sampled
 */
public record FisherSettings(Point point, Variant variant, Targets targets, int batchSize, long seed) {

    /** At which parameters the gradients are taken. */
    public enum Point {
        /**
         * At the values that all experts start from. Fisher information is compared parameter by parameter, which means something at one and the
         * same point only (Task2Vec's probe network, ICCV 2019); needs no trained expert. A tensor that cannot have a gradient there, such as a
         * LoRA's A whose B is zero, is left out.
         */
        START,
        /** At the task's own expert: the paper's definition. */
        EXPERT
    }

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
        /**
         * Sampled from the model: the Fisher information proper. Of free text only nearly: an answer as long as its batch's longest target
         * is ended there, and the end counts as if the model had drawn it.
         */
        SAMPLED
    }

    /** Exact, at the common start, on the data's targets. */
    public static FisherSettings defaults() {
        return new FisherSettings(Point.START, Variant.EXACT, Targets.DATA, 16, 7);
    }

    public FisherSettings withPoint(Point value) {
        return new FisherSettings(value, variant, targets, batchSize, seed);
    }

    public FisherSettings withVariant(Variant value) {
        return new FisherSettings(point, value, targets, batchSize, seed);
    }

    public FisherSettings withTargets(Targets value) {
        return new FisherSettings(point, variant, value, batchSize, seed);
    }
}
