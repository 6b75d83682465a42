package io.pituning.graph;

/** What happens to a task whose nearest neighbors change because others arrive or leave. */
public enum Retune {
    /** Nothing: a registration is tuned once, with the neighbors it met. */
    OFF,
    /** Its new neighborhood is written, so that it is tuned again. */
    ON_CHANGE
}
