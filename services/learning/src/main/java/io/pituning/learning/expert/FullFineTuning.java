package io.pituning.learning.expert;

import io.pituning.learning.backbone.Sites;
import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.Tensor;
import io.pituning.learning.tensor.TensorLayout;
import java.util.OptionalInt;

/**
 * A change of every weight above what is computed once per example: the baseline that parameter-efficient methods are measured against.
 *
 * <p>The expert's tensors are differences from the frozen ones ("task vectors", ICLR 2023). They cannot carry a batch dimension: the
 * embedding table and the matrices are too many for one copy per sample.
 */
public record FullFineTuning() implements Method {

    @Override
    public MethodKind kind() {
        return MethodKind.FULL;
    }

    @Override
    public OptionalInt size() {
        return OptionalInt.empty();
    }

    @Override
    public TensorLayout layout(Sites sites) {
        return sites.weights();
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
    public boolean batchable() {
        return false;
    }

    @Override
    public String mixingSite(String tensorName) {
        return WeightSites.layerOf(tensorName);
    }
}
