package io.pituning.learning.expert;

import io.pituning.learning.LearningException;
import io.pituning.learning.backbone.Sites;
import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.Tensor;
import io.pituning.learning.tensor.TensorLayout;
import java.util.OptionalInt;

/**
 * A change of every bias. The expert's tensors are differences from the frozen ones, so that zero has no effect.
 *
 * <p>Source: "BitFit: Simple Parameter-efficient Fine-tuning for Transformer-based Masked Language-models" (ACL 2022).
 */
public record BitFit() implements Method {

    @Override
    public MethodKind kind() {
        return MethodKind.BITFIT;
    }

    @Override
    public OptionalInt size() {
        return OptionalInt.empty();
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

    @Override
    public float[] initialValues(TensorLayout layout, long seed) {
        return layout.fill(name -> () -> 0);
    }

    @Override
    public Tensor weight(NamedTensors expert, String name, Tensor frozen) {
        return expert.find(name).map(frozen::add).orElse(frozen);
    }

    @Override
    public boolean changesWeights() {
        return true;
    }

    @Override
    public String mixingSite(String tensorName) {
        return WeightSites.layerOf(tensorName);
    }
}
