package io.pituning.schemas.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Over what an interpolation weight is shared. */
public enum AlphaScope {
    /** One set of weights per layer and place of the expert. */
    @JsonProperty("per-layer")
    PER_LAYER,
    /** One set of weights for the whole expert. */
    @JsonProperty("global")
    GLOBAL
}
