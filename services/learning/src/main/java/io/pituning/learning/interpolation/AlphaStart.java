package io.pituning.learning.interpolation;

/** Where interpolation weights start. */
public enum AlphaStart {
    /** All equal, as the reference. */
    UNIFORM,
    /** In proportion to the similarities; the task itself counts as 1. */
    SIMILARITY
}
