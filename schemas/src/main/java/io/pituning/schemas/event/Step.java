package io.pituning.schemas.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The steps of the street, in their order; each is done by one service. */
public enum Step {
    /** Trainer: a registration becomes an expert. */
    @JsonProperty("train")
    TRAIN,
    /** Embedder: an expert becomes a task vector. */
    @JsonProperty("embed")
    EMBED,
    /** Graph: task vectors become neighborhoods. */
    @JsonProperty("graph")
    GRAPH,
    /** Interpolator: a neighborhood becomes a tuned expert. */
    @JsonProperty("tune")
    TUNE,
    /** Worker: a tuned expert is loaded and serves. */
    @JsonProperty("load")
    LOAD
}
