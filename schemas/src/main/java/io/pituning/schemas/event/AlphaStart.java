package io.pituning.schemas.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where the interpolation weights start. */
public enum AlphaStart {
    /** All experts weigh the same. */
    @JsonProperty("uniform")
    UNIFORM,
    /** The more similar a neighbor, the more it weighs. */
    @JsonProperty("similarity")
    SIMILARITY,
    /** The neighbors come first: a tenth for the own expert, the rest for them in equal parts. */
    @JsonProperty("neighbors")
    NEIGHBORS
}
