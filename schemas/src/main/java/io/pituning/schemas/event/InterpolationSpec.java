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
 */
public record InterpolationSpec(int neighbors, AlphaScope alpha) {
    public static final int DEFAULT_NEIGHBORS = 3;
    public static final AlphaScope DEFAULT_ALPHA = AlphaScope.PER_LAYER;

    public InterpolationSpec {
        Objects.requireNonNull(alpha, "alpha");
    }

    /** The interpolation done when a registration says nothing. */
    public static InterpolationSpec defaults() {
        return new InterpolationSpec(DEFAULT_NEIGHBORS, DEFAULT_ALPHA);
    }

    @JsonCreator
    static InterpolationSpec create(
            @JsonProperty("neighbors") Optional<Integer> neighbors, @JsonProperty("alpha") Optional<AlphaScope> alpha) {
        return new InterpolationSpec(neighbors.orElse(DEFAULT_NEIGHBORS), alpha.orElse(DEFAULT_ALPHA));
    }
}
