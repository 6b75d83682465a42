package io.pituning.schemas.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import java.util.Optional;

/**
 * The expert a registration asks for.
 *
 * <p>The method is an open name: a method this contract does not know passes here and is refused by the learning core, which knows what it
 * can train ({@code method-unknown}).
 *
 * @param method {@code lora} (default) or {@code adapter}
 * @param rank rank of a LoRA expert; default {@value #DEFAULT_RANK} when the method is {@code lora}
 * @param dimension inner dimension of an adapter; default {@value #DEFAULT_DIMENSION} when the method is {@code adapter}
 */
public record ExpertSpec(String method, Optional<Integer> rank, Optional<Integer> dimension) {
    public static final String LORA = "lora";
    public static final String ADAPTER = "adapter";
    public static final String DEFAULT_METHOD = LORA;
    public static final int DEFAULT_RANK = 8;
    public static final int DEFAULT_DIMENSION = 16;

    public ExpertSpec {
        Checks.text("expert.method", method);
        Objects.requireNonNull(rank, "rank");
        Objects.requireNonNull(dimension, "dimension");
        if (method.equals(LORA) && rank.isEmpty()) {
            rank = Optional.of(DEFAULT_RANK);
        }
        if (method.equals(ADAPTER) && dimension.isEmpty()) {
            dimension = Optional.of(DEFAULT_DIMENSION);
        }
    }

    /** The expert trained when a registration names none. */
    public static ExpertSpec defaults() {
        return new ExpertSpec(DEFAULT_METHOD, Optional.empty(), Optional.empty());
    }

    /** A LoRA expert of this rank. */
    public static ExpertSpec lora(int rank) {
        return new ExpertSpec(LORA, Optional.of(rank), Optional.empty());
    }

    /** An adapter of this inner dimension. */
    public static ExpertSpec adapter(int dimension) {
        return new ExpertSpec(ADAPTER, Optional.empty(), Optional.of(dimension));
    }

    @JsonCreator
    static ExpertSpec create(
            @JsonProperty("method") Optional<String> method,
            @JsonProperty("rank") Optional<Integer> rank,
            @JsonProperty("dimension") Optional<Integer> dimension) {
        return new ExpertSpec(method.orElse(DEFAULT_METHOD), rank, dimension);
    }
}
