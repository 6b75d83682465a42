package io.pituning.schemas.event;

import java.util.List;

/**
 * A task's vector, small enough to travel: the diagonal Fisher information of its expert's parameters, each tensor averaged.
 *
 * @param pooling how it was pooled; {@value #ROW} or {@value #BLOCK}
 * @param examples number of training examples the Fisher was taken over
 * @param tensors one pooled tensor per expert tensor that has any information, in the expert's order
 */
public record PooledVector(String pooling, int examples, List<PooledTensor> tensors) {
    /** One value per row of each tensor. */
    public static final String ROW = "row";

    /** The means of blocks of adjacent rows, column by column. */
    public static final String BLOCK = "block";

    public PooledVector {
        Checks.text("vector.pooling", pooling);
        tensors = List.copyOf(tensors);
    }
}
