package io.pituning.schemas.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * How a registration wants its expert trained.
 *
 * @param epochs passes over the training examples at most (early stopping may end sooner); default {@value #DEFAULT_EPOCHS}
 * @param learningRate peak learning rate; what suits the expert's method when empty
 * @param batchSize examples per step; default {@value #DEFAULT_BATCH_SIZE}
 */
public record TrainingSpec(int epochs, Optional<Double> learningRate, int batchSize) {
    public static final int DEFAULT_EPOCHS = 20;
    public static final int DEFAULT_BATCH_SIZE = 16;

    public TrainingSpec {
        learningRate.ifPresent(rate -> Checks.finite("training.learningRate", rate));
    }

    /** The training done when a registration says nothing. */
    public static TrainingSpec defaults() {
        return of(DEFAULT_EPOCHS, DEFAULT_BATCH_SIZE);
    }

    /** At the learning rate that suits the expert's method. */
    public static TrainingSpec of(int epochs, int batchSize) {
        return new TrainingSpec(epochs, Optional.empty(), batchSize);
    }

    @JsonCreator
    static TrainingSpec create(
            @JsonProperty("epochs") Optional<Integer> epochs,
            @JsonProperty("learningRate") Optional<Double> learningRate,
            @JsonProperty("batchSize") Optional<Integer> batchSize) {
        return new TrainingSpec(epochs.orElse(DEFAULT_EPOCHS), learningRate, batchSize.orElse(DEFAULT_BATCH_SIZE));
    }
}
