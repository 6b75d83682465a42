package io.pituning.learning.backbone;

import io.pituning.learning.tensor.Tensor;

/**
 * Pictures as the encoder reads them: embedded patches, row-major.
 *
 * <p>They depend on frozen weights only, so a task's pictures are embedded once, not once per epoch.
 *
 * @param embedded (B, rows · columns, C), after projection, type embedding and layer norm
 * @param rows patches from top to bottom
 * @param columns patches from left to right
 * @param present per row of the batch: false turns all its patches into padding
 */
public record Patches(Tensor embedded, int rows, int columns, boolean[] present) {
    /** The number of patches of one picture. */
    public int count() {
        return rows * columns;
    }

    /** Whether any row has no picture. */
    public boolean anyAbsent() {
        for (boolean there : present) {
            if (!there) {
                return true;
            }
        }
        return false;
    }
}
