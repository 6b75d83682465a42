package io.pituning.learning.pretraining;

/**
 * How a foundation model is pre-trained.
 *
 * @param steps in all; the learning rate falls along a cosine over them
 * @param batchSize examples a step, a multiple of the corpus's block
 * @param learningRate at its peak
 * @param warmup steps until the peak
 * @param weightDecay decoupled
 * @param labelSmoothing of the loss
 * @param firstPatchWordWeight of the loss that makes patches predict the words for what is seen there, at the first step
 * @param lastPatchWordWeight the same at the last step; it changes evenly between: first to see, then to answer
 * @param clipNorm largest norm of the gradient
 * @param checkpointEvery steps between checkpoints
 * @param seed of start values and corpus
 */
public record PretrainingSettings(
        long steps,
        int batchSize,
        double learningRate,
        long warmup,
        double weightDecay,
        double labelSmoothing,
        double firstPatchWordWeight,
        double lastPatchWordWeight,
        double clipNorm,
        long checkpointEvery,
        long seed) {
    /** {@return the same with another number of steps} */
    public PretrainingSettings withSteps(long newSteps) {
        return new PretrainingSettings(
                newSteps,
                batchSize,
                learningRate,
                warmup,
                weightDecay,
                labelSmoothing,
                firstPatchWordWeight,
                lastPatchWordWeight,
                clipNorm,
                checkpointEvery,
                seed);
    }

    double patchWordWeight(long step) {
        return firstPatchWordWeight + (lastPatchWordWeight - firstPatchWordWeight) * step / steps;
    }
}
