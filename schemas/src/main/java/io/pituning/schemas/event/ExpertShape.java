package io.pituning.schemas.event;

import java.util.Objects;
import java.util.Optional;

/**
 * What kind of expert was made, and how large it is.
 *
 * @param method {@code lora}, {@code adapter}, …
 * @param rank rank of a LoRA expert; for a tuned one the rank after merging
 * @param dimension inner dimension of an adapter
 * @param parameters number of trained values
 */
public record ExpertShape(String method, Optional<Integer> rank, Optional<Integer> dimension, long parameters) {
    public ExpertShape {
        Checks.text("expert.method", method);
        Objects.requireNonNull(rank, "rank");
        Objects.requireNonNull(dimension, "dimension");
    }

    /** A LoRA expert of this rank. */
    public static ExpertShape lora(int rank, long parameters) {
        return new ExpertShape(ExpertSpec.LORA, Optional.of(rank), Optional.empty(), parameters);
    }

    /** An adapter of this inner dimension. */
    public static ExpertShape adapter(int dimension, long parameters) {
        return new ExpertShape(ExpertSpec.ADAPTER, Optional.empty(), Optional.of(dimension), parameters);
    }
}
