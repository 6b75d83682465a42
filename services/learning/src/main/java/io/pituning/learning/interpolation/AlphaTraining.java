package io.pituning.learning.interpolation;

/** What is trained on the target task. */
public enum AlphaTraining {
    /** The interpolation weights and all experts, as the paper. */
    ALPHA_AND_EXPERTS,
    /** The interpolation weights alone: a few numbers, hard to overfit. */
    ALPHA
}
