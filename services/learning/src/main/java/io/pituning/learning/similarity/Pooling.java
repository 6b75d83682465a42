package io.pituning.learning.similarity;

/** How a tensor's Fisher information is made small. */
public enum Pooling {
    /** The mean of every row: (R, C) becomes (R). */
    ROW,
    /**
     * The means of blocks of adjacent rows, column by column: (R, C) becomes about 2 · max(R, C) values. Of a LoRA's B it keeps apart what each
     * of the r directions is used for, which a row's mean loses.
     */
    BLOCK
}
