package io.pituning.learning.backbone.t5;

import io.pituning.learning.LearningException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What lies inside T5's feed-forward sub-layers. */
public enum FeedForwardKind {
    /** One inner layer and ReLU: T5. */
    RELU("relu", "wi"),
    /** One inner layer through GELU (tanh approximation) times another: T5 1.1, FLAN-T5. */
    GATED_GELU("gated-gelu", "wi_0", "wi_1");

    private final String configName;
    private final List<String> inner;

    FeedForwardKind(String configName, String... inner) {
        this.configName = configName;
        this.inner = List.of(inner);
    }

    /** The names of the layers from the model's width to the inner one. */
    List<String> inner() {
        return inner;
    }

    /**
     * The kind of that {@code feed_forward_proj}.
     *
     * @throws LearningException {@code model-malformed} if it is not supported
     */
    static FeedForwardKind named(String configName) {
        return Arrays.stream(values())
                .filter(kind -> kind.configName.equals(configName))
                .findFirst()
                .orElseThrow(() -> new LearningException(
                        "model-malformed",
                        "A T5 model with the feed_forward_proj \"" + configName + "\" is not supported.",
                        "Use a model whose feed_forward_proj is "
                                + Arrays.stream(values())
                                        .map(kind -> kind.configName)
                                        .collect(Collectors.joining(" or "))
                                + "."));
    }
}
