package io.pituning.schemas.event;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What kind of expert was made, and how large it is. Own experts of equal shape on the same foundation model can be compared and mixed.
 *
 * @param method {@code lora}, {@code adapter}, …
 * @param rank rank of a LoRA expert; for a tuned one the rank after merging
 * @param dimension inner dimension of an adapter
 * @param length length of a prompt
 * @param targets last names of the linear layers a LoRA expert changes, sorted; empty: every attention projection
 * @param parameters number of trained values
 */
public record ExpertShape(
        String method,
        Optional<Integer> rank,
        Optional<Integer> dimension,
        Optional<Integer> length,
        Optional<List<String>> targets,
        long parameters) {
    public ExpertShape {
        Checks.text("expert.method", method);
        Objects.requireNonNull(rank, "rank");
        Objects.requireNonNull(dimension, "dimension");
        Objects.requireNonNull(length, "length");
        targets = targets.map(names -> names.stream().sorted().toList());
    }

    /**
     * An expert of any method.
     *
     * @param size rank, dimension or length, whichever the method has
     */
    public static ExpertShape of(String method, OptionalInt size, Optional<List<String>> targets, long parameters) {
        return new ExpertShape(
                method,
                sizeIf(method.equals(ExpertSpec.LORA), size),
                sizeIf(method.equals(ExpertSpec.ADAPTER), size),
                sizeIf(method.equals(ExpertSpec.PROMPT), size),
                targets,
                parameters);
    }

    /** A LoRA expert of this rank on every attention projection. */
    public static ExpertShape lora(int rank, long parameters) {
        return of(ExpertSpec.LORA, OptionalInt.of(rank), Optional.empty(), parameters);
    }

    /** An adapter of this inner dimension. */
    public static ExpertShape adapter(int dimension, long parameters) {
        return of(ExpertSpec.ADAPTER, OptionalInt.of(dimension), Optional.empty(), parameters);
    }

    private static Optional<Integer> sizeIf(boolean has, OptionalInt size) {
        return has && size.isPresent() ? Optional.of(size.getAsInt()) : Optional.empty();
    }
}
