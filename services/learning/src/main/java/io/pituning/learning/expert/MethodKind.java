package io.pituning.learning.expert;

import com.fasterxml.jackson.databind.JsonNode;
import io.pituning.learning.LearningException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** The tuning methods that are known, each with its name and the ways to make one. */
public enum MethodKind {
    /** Low-rank changes of linear layers. */
    LORA("lora", 3e-3) {
        @Override
        Method create(OptionalInt size, List<String> targets) {
            return new Lora(size.orElse(8), 1, targets.isEmpty() ? Lora.ATTENTION : targets);
        }

        @Override
        Optional<Method> read(JsonNode config) {
            return Lora.read(config);
        }
    },
    /** Bottlenecks after sub-layers. */
    ADAPTER("adapter", 3e-3) {
        @Override
        Method create(OptionalInt size, List<String> targets) {
            return new Adapter(size.orElse(16));
        }

        @Override
        Optional<Method> read(JsonNode config) {
            return described(config).map(c -> new Adapter(c.path("dimension").asInt()));
        }
    },
    /** Keys and values before every self-attention's own. */
    PROMPT("prompt", 0.3) {
        @Override
        Method create(OptionalInt size, List<String> targets) {
            return new Prefix(size.orElse(16));
        }

        @Override
        Optional<Method> read(JsonNode config) {
            return described(config).map(c -> new Prefix(c.path("length").asInt()));
        }
    },
    /** Changes of all biases. */
    BITFIT("bitfit", 1e-2) {
        @Override
        Method create(OptionalInt size, List<String> targets) {
            return new BitFit();
        }

        @Override
        Optional<Method> read(JsonNode config) {
            return described(config).map(c -> new BitFit());
        }
    },
    /** Changes of all weights. */
    FULL("full", 3e-4) {
        @Override
        Method create(OptionalInt size, List<String> targets) {
            return new FullFineTuning();
        }

        @Override
        Optional<Method> read(JsonNode config) {
            return described(config).map(c -> new FullFineTuning());
        }
    };

    private final String wireName;
    private final double learningRate;

    MethodKind(String wireName, double learningRate) {
        this.wireName = wireName;
        this.learningRate = learningRate;
    }

    /** The name in registrations, events and files. */
    public String wireName() {
        return wireName;
    }

    /**
     * The peak learning rate of experts of this kind where nobody says another. Adam moves every value by about the rate a step: a prompt's
     * have to become as large as the states they stand beside, while a model all of whose weights change bears little. tests/experiments has
     * what was tried; that of full fine-tuning was not searched.
     */
    public double learningRate() {
        return learningRate;
    }

    abstract Method create(OptionalInt size, List<String> targets);

    abstract Optional<Method> read(JsonNode config);

    Optional<JsonNode> described(JsonNode config) {
        return config.path("method").asText().equals(wireName) ? Optional.of(config) : Optional.empty();
    }

    /**
     * The kind of that name.
     *
     * @throws LearningException {@code method-unknown}
     */
    public static MethodKind named(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName.equals(name))
                .findFirst()
                .orElseThrow(() -> new LearningException(
                        "method-unknown",
                        "There is no expert method named '" + name + "'.",
                        "Choose from "
                                + Arrays.stream(values())
                                        .map(MethodKind::wireName)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }
}
