package io.pituning.learning.interpolation;

/** Where interpolation weights are learned apart. */
public enum AlphaScope {
    /** One softmax vector per layer and site, as the reference. */
    PER_LAYER,
    /** One softmax vector for the whole expert. */
    GLOBAL
}
