package io.pituning.schemas.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which of the two experts was emitted. */
public enum Chosen {
    /** The merged interpolation of the task's own expert and its neighbors'. */
    @JsonProperty("interpolated")
    INTERPOLATED,
    /** The task's own expert as it was: clearly better on validation, or there was no neighbor. */
    @JsonProperty("own")
    OWN
}
