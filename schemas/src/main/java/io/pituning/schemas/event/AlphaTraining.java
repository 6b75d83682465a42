package io.pituning.schemas.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What interpolation trains. */
public enum AlphaTraining {
    /** The weights and all experts together. */
    @JsonProperty("alpha-and-experts")
    ALPHA_AND_EXPERTS,
    /** The weights only: the experts stay as they are. */
    @JsonProperty("alpha")
    ALPHA
}
