package io.pituning.cli.experiment;

import io.pituning.learning.LearningException;
import io.pituning.learning.expert.Adapter;
import io.pituning.learning.expert.Lora;
import io.pituning.learning.expert.Method;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** The methods an experiment's experts can have. */
public enum ExpertKind {
    /** Low-rank changes of the attention projections; B·A is added as it is. */
    LORA((rank, dimension) -> new Lora(rank, 1)),
    /** A bottleneck after each sub-layer. */
    ADAPTER((rank, dimension) -> new Adapter(dimension));

    private final BiFunction<Integer, Integer, Method> shape;

    ExpertKind(BiFunction<Integer, Integer, Method> shape) {
        this.shape = shape;
    }

    /**
     * The kind of that name.
     *
     * @throws LearningException {@code method-unknown}
     */
    public static ExpertKind named(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new LearningException(
                        "method-unknown",
                        "There is no expert method named " + name + ".",
                        "Choose from "
                                + Arrays.stream(values())
                                        .map(ExpertKind::wireName)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    /** {@return the method in its shape} A kind takes of the two numbers the one that means something to it. */
    public Method method(int rank, int dimension) {
        return shape.apply(rank, dimension);
    }

    private String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
