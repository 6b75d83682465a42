package io.pituning.learning.training;

import io.pituning.learning.expert.MethodKind;
import java.util.Optional;

/**
 * How an expert is trained.
 *
 * @param epochs passes over the training examples, at most
 * @param learningRate at its peak
 * @param batchSize examples a step
 * @param warmup part of all steps over which the rate rises, 0 to 1
 * @param labelSmoothing of the loss, 0 to 1
 * @param clipNorm largest norm of a gradient
 * @param weightDecay decoupled
 * @param patience epochs without a better validation after which training stops
 * @param seed of the order of the examples
 */
public record TrainingSettings(
        int epochs,
        double learningRate,
        int batchSize,
        double warmup,
        double labelSmoothing,
        double clipNorm,
        double weightDecay,
        int patience,
        long seed) {

    /** What a registration that says nothing gets, at the learning rate of a LoRA. */
    public static TrainingSettings defaults() {
        return new TrainingSettings(20, MethodKind.LORA.learningRate(), 16, 0.06, 0.1, 1.0, 0.01, 8, 7);
    }

    /**
     * What a registration asks for, and the defaults in all that it cannot choose.
     *
     * @param kind the expert's method; trained at its learning rate where the registration names none
     */
    public static TrainingSettings asked(
            MethodKind kind, int epochs, Optional<Double> learningRate, int batchSize, long seed) {
        return defaults()
                .withEpochs(epochs)
                .withLearningRate(learningRate.orElse(kind.learningRate()))
                .withBatchSize(batchSize)
                .withSeed(seed);
    }

    /** In words, without what hardly ever differs. */
    public String words() {
        return epochs + " epochs of batches of " + batchSize + " at rate " + learningRate;
    }

    public TrainingSettings withEpochs(int value) {
        return new TrainingSettings(
                value, learningRate, batchSize, warmup, labelSmoothing, clipNorm, weightDecay, patience, seed);
    }

    public TrainingSettings withLearningRate(double value) {
        return new TrainingSettings(
                epochs, value, batchSize, warmup, labelSmoothing, clipNorm, weightDecay, patience, seed);
    }

    public TrainingSettings withBatchSize(int value) {
        return new TrainingSettings(
                epochs, learningRate, value, warmup, labelSmoothing, clipNorm, weightDecay, patience, seed);
    }

    public TrainingSettings withPatience(int value) {
        return new TrainingSettings(
                epochs, learningRate, batchSize, warmup, labelSmoothing, clipNorm, weightDecay, value, seed);
    }

    public TrainingSettings withSeed(long value) {
        return new TrainingSettings(
                epochs, learningRate, batchSize, warmup, labelSmoothing, clipNorm, weightDecay, patience, value);
    }
}
