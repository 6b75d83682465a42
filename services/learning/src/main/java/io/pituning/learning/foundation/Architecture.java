package io.pituning.learning.foundation;

import com.fasterxml.jackson.databind.JsonNode;
import io.pituning.learning.LearningException;
import io.pituning.learning.backbone.Backbone;
import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.TensorLayout;
import java.util.Arrays;
import java.util.OptionalInt;

/** What a kind of model makes of its {@code config.json}: the tensors it needs, and the backbone it computes with them. */
sealed interface Architecture permits OfaArchitecture, T5Architecture {

    /**
     * The architecture that {@code model_type} names; without one it is {@code ofa}.
     *
     * @param model how messages name the model
     * @param config the content of {@code config.json}
     * @throws LearningException {@code model-malformed} if it is not supported or a key is missing or wrong
     */
    static Architecture of(String model, JsonNode config) {
        String type = config.path("model_type").asText(OfaArchitecture.TYPE);
        return switch (type) {
            case OfaArchitecture.TYPE -> OfaArchitecture.of(model, config);
            case T5Architecture.TYPE -> T5Architecture.of(model, config);
            default ->
                throw ModelFailure.malformed(
                        model,
                        "the model_type \"" + type + "\" of its config.json is not supported; supported is "
                                + OfaArchitecture.TYPE + " or " + T5Architecture.TYPE);
        };
    }

    /** The tensors it computes with. */
    TensorLayout layout();

    /**
     * The layout's name for a stored tensor, or the name itself if the layout has none for it. Stored tensors of one name are copies (a tied
     * embedding): one of them is enough.
     */
    String canonical(String stored);

    /** Whether a tensor that the layout does not have may be stored all the same: it is known, and not needed. */
    boolean ignorable(String canonical);

    /** Whether a stored tensor of the layout may have that shape; rows beyond the layout's are spare and left out. */
    default boolean fits(String canonical, long[] shape) {
        return Arrays.equals(layout().shape(canonical), shape);
    }

    /** @param weights of the layout; stay the caller's */
    Backbone backbone(NamedTensors weights);

    /** How many parameters it has; statistics are none. */
    long parameters();

    /** Most tokens of a row, special ones included. */
    int longest();

    /** One more than the largest token number. */
    int vocabularySize();

    /** The edge in pixels that pictures are brought to; empty if it reads no pictures. */
    OptionalInt imageSize();
}
