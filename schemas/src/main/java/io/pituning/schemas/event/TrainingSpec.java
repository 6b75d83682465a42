package io.pituning.schemas.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * How a registration wants its expert trained.
 *
 * @param epochs passes over the training examples at most (early stopping may end sooner); default {@value #DEFAULT_EPOCHS}
 * @param learningRate peak learning rate; default {@value #DEFAULT_LEARNING_RATE}
 * @param batchSize examples per step; default {@value #DEFAULT_BATCH_SIZE}
 */
public record TrainingSpec(int epochs, double learningRate, int batchSize) {
    public static final int DEFAULT_EPOCHS = 20;
    public static final double DEFAULT_LEARNING_RATE = 0.001;
    public static final int DEFAULT_BATCH_SIZE = 16;

    public TrainingSpec {
        Checks.finite("training.learningRate", learningRate);
    }

    /** The training done when a registration says nothing. */
    public static TrainingSpec defaults() {
        return new TrainingSpec(DEFAULT_EPOCHS, DEFAULT_LEARNING_RATE, DEFAULT_BATCH_SIZE);
    }

    @JsonCreator
    static TrainingSpec create(
            @JsonProperty("epochs") Optional<Integer> epochs,
            @JsonProperty("learningRate") Optional<Double> learningRate,
            @JsonProperty("batchSize") Optional<Integer> batchSize) {
        return new TrainingSpec(
                epochs.orElse(DEFAULT_EPOCHS),
                learningRate.orElse(DEFAULT_LEARNING_RATE),
                batchSize.orElse(DEFAULT_BATCH_SIZE));
    }
}
