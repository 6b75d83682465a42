package io.pituning.learning.expert;

import io.pituning.learning.backbone.Sites;
import io.pituning.learning.tensor.TensorLayout;

/**
 * A change of every weight above what is computed once per example: the baseline that parameter-efficient methods are measured against.
 *
 * <p>The expert's tensors, the differences from the frozen ones, are "task vectors" (ICLR 2023). They cannot carry a batch dimension: the
 * embedding table and the matrices are too many for one copy per sample.
 */
public record FullFineTuning() implements WeightChange {

    @Override
    public MethodKind kind() {
        return MethodKind.FULL;
    }

    @Override
    public TensorLayout layout(Sites sites) {
        return sites.weights();
    }

    @Override
    public boolean batchable() {
        return false;
    }
}
