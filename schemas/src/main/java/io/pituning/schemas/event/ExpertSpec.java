package io.pituning.schemas.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The expert a registration asks for.
 *
 * <p>The method is an open name: a method this contract does not know passes here and is refused by the learning core, which knows what it
 * can train ({@code method-unknown}).
 *
 * @param method {@code lora} (default), {@code adapter}, {@code prompt}, {@code bitfit} or {@code full}
 * @param rank rank of a LoRA expert; default {@value #DEFAULT_RANK} when the method is {@code lora}
 * @param dimension inner dimension of an adapter; default {@value #DEFAULT_DIMENSION} when the method is {@code adapter}
 * @param length length of a prompt; default {@value #DEFAULT_LENGTH} when the method is {@code prompt}
 * @param targets last names of the linear layers a LoRA expert changes, sorted, because their order means nothing; empty: every attention
 *     projection
 */
public record ExpertSpec(
        String method,
        Optional<Integer> rank,
        Optional<Integer> dimension,
        Optional<Integer> length,
        Optional<List<String>> targets) {
    public static final String LORA = "lora";
    public static final String ADAPTER = "adapter";
    public static final String PROMPT = "prompt";
    public static final String BITFIT = "bitfit";
    public static final String FULL = "full";
    public static final String DEFAULT_METHOD = LORA;
    public static final int DEFAULT_RANK = 8;
    public static final int DEFAULT_DIMENSION = 16;
    public static final int DEFAULT_LENGTH = 16;

    public ExpertSpec {
        Checks.text("expert.method", method);
        Objects.requireNonNull(rank, "rank");
        Objects.requireNonNull(dimension, "dimension");
        Objects.requireNonNull(length, "length");
        if (method.equals(LORA) && rank.isEmpty()) {
            rank = Optional.of(DEFAULT_RANK);
        }
        if (method.equals(ADAPTER) && dimension.isEmpty()) {
            dimension = Optional.of(DEFAULT_DIMENSION);
        }
        if (method.equals(PROMPT) && length.isEmpty()) {
            length = Optional.of(DEFAULT_LENGTH);
        }
        targets = targets.map(names -> names.stream().sorted().toList());
    }

    /** The expert trained when a registration names none. */
    public static ExpertSpec defaults() {
        return of(DEFAULT_METHOD);
    }

    /** An expert of this method in its default size. */
    public static ExpertSpec of(String method) {
        return new ExpertSpec(method, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** A LoRA expert of this rank on every attention projection. */
    public static ExpertSpec lora(int rank) {
        return new ExpertSpec(LORA, Optional.of(rank), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** A LoRA expert of this rank on the linear layers of these last names. */
    public static ExpertSpec lora(int rank, List<String> targets) {
        return new ExpertSpec(LORA, Optional.of(rank), Optional.empty(), Optional.empty(), Optional.of(targets));
    }

    /** An adapter of this inner dimension. */
    public static ExpertSpec adapter(int dimension) {
        return new ExpertSpec(ADAPTER, Optional.empty(), Optional.of(dimension), Optional.empty(), Optional.empty());
    }

    /** A prompt of this length. */
    public static ExpertSpec prompt(int length) {
        return new ExpertSpec(PROMPT, Optional.empty(), Optional.empty(), Optional.of(length), Optional.empty());
    }

    /** The number that gives the method its size (rank, dimension or length); empty where it has none. */
    public OptionalInt size() {
        return Stream.of(rank, dimension, length)
                .flatMap(Optional::stream)
                .mapToInt(Integer::intValue)
                .findFirst();
    }

    @JsonCreator
    static ExpertSpec create(
            @JsonProperty("method") Optional<String> method,
            @JsonProperty("rank") Optional<Integer> rank,
            @JsonProperty("dimension") Optional<Integer> dimension,
            @JsonProperty("length") Optional<Integer> length,
            @JsonProperty("targets") Optional<List<String>> targets) {
        return new ExpertSpec(method.orElse(DEFAULT_METHOD), rank, dimension, length, targets);
    }
}
