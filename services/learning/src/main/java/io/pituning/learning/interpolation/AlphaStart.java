package io.pituning.learning.interpolation;

/** Where interpolation weights start. */
public enum AlphaStart {
    /** All equal, as the reference. */
    UNIFORM,
    /** In proportion to the similarities; the task itself counts as 1. */
    SIMILARITY,
    /**
     * A tenth for the own expert, the rest for the neighbors in equal parts: what they have learned from more examples than the task has comes
     * first, and training bends it to the task.
     */
    NEIGHBORS
}
