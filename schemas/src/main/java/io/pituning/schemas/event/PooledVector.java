package io.pituning.schemas.event;

import java.util.List;

/**
 * A task's vector, small enough to travel: the diagonal Fisher information of its expert, each tensor averaged over all but its rows.
 *
 * @param pooling how it was pooled; {@value #ROW}
 * @param examples number of training examples the Fisher was taken over
 * @param tensors one pooled tensor per expert tensor, in the expert's order
 */
public record PooledVector(String pooling, int examples, List<PooledTensor> tensors) {
    /** One value per row of each tensor. */
    public static final String ROW = "row";

    public PooledVector {
        Checks.text("vector.pooling", pooling);
        tensors = List.copyOf(tensors);
    }
}
