package io.pituning.learning.expert;

import io.pituning.learning.LearningException;
import io.pituning.learning.backbone.Sites;
import io.pituning.learning.tensor.TensorLayout;

/**
 * A change of every bias.
 *
 * <p>Source: "BitFit: Simple Parameter-efficient Fine-tuning for Transformer-based Masked Language-models" (ACL 2022).
 */
public record BitFit() implements WeightChange {

    @Override
    public MethodKind kind() {
        return MethodKind.BITFIT;
    }

    /** @throws LearningException {@code method-unsupported} on a backbone without biases, such as T5 */
    @Override
    public TensorLayout layout(Sites sites) {
        TensorLayout biases = sites.weights().only(name -> name.endsWith(".bias"));
        if (biases.names().isEmpty()) {
            throw new LearningException(
                    "method-unsupported",
                    "The foundation model has no biases, and BitFit changes nothing else.",
                    "Choose another expert method, such as lora.");
        }
        return biases;
    }
}
