package io.pituning.schemas.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import java.util.Optional;

/**
 * How a registration wants its expert interpolated with its neighbors'.
 *
 * @param neighbors how many nearest tasks take part, at most; 0 keeps the own expert; default {@value #DEFAULT_NEIGHBORS}
 * @param alpha what the interpolation weights are shared over; default per-layer
 * @param start where the interpolation weights start; default neighbors
 * @param train what is trained; default alpha-and-experts
 * @param compress whether a merged LoRA expert is brought back to the own expert's rank by singular value decomposition; default
 *     {@value #DEFAULT_COMPRESS}
 */
public record InterpolationSpec(
        int neighbors, AlphaScope alpha, AlphaStart start, AlphaTraining train, boolean compress) {
    public static final int DEFAULT_NEIGHBORS = 3;
    public static final AlphaScope DEFAULT_ALPHA = AlphaScope.PER_LAYER;
    public static final AlphaStart DEFAULT_START = AlphaStart.NEIGHBORS;
    public static final AlphaTraining DEFAULT_TRAIN = AlphaTraining.ALPHA_AND_EXPERTS;
    public static final boolean DEFAULT_COMPRESS = false;

    public InterpolationSpec {
        Objects.requireNonNull(alpha, "alpha");
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(train, "train");
    }

    /** The interpolation done when a registration says nothing. */
    public static InterpolationSpec defaults() {
        return new InterpolationSpec(DEFAULT_NEIGHBORS, DEFAULT_ALPHA, DEFAULT_START, DEFAULT_TRAIN, DEFAULT_COMPRESS);
    }

    @JsonCreator
    static InterpolationSpec create(
            @JsonProperty("neighbors") Optional<Integer> neighbors,
            @JsonProperty("alpha") Optional<AlphaScope> alpha,
            @JsonProperty("start") Optional<AlphaStart> start,
            @JsonProperty("train") Optional<AlphaTraining> train,
            @JsonProperty("compress") Optional<Boolean> compress) {
        return new InterpolationSpec(
                neighbors.orElse(DEFAULT_NEIGHBORS),
                alpha.orElse(DEFAULT_ALPHA),
                start.orElse(DEFAULT_START),
                train.orElse(DEFAULT_TRAIN),
                compress.orElse(DEFAULT_COMPRESS));
    }

    public InterpolationSpec withNeighbors(int newNeighbors) {
        return new InterpolationSpec(newNeighbors, alpha, start, train, compress);
    }

    public InterpolationSpec withAlpha(AlphaScope newAlpha) {
        return new InterpolationSpec(neighbors, newAlpha, start, train, compress);
    }

    public InterpolationSpec withStart(AlphaStart newStart) {
        return new InterpolationSpec(neighbors, alpha, newStart, train, compress);
    }

    public InterpolationSpec withTrain(AlphaTraining newTrain) {
        return new InterpolationSpec(neighbors, alpha, start, newTrain, compress);
    }

    public InterpolationSpec withCompress(boolean newCompress) {
        return new InterpolationSpec(neighbors, alpha, start, train, newCompress);
    }
}
