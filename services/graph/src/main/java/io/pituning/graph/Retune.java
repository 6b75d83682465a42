package io.pituning.graph;

/** Whether a task whose nearest neighbors change because others arrive or leave may be tuned again. */
public enum Retune {
    /** No: a registration is tuned once, with the neighbors it met; later neighborhoods only inform. */
    OFF,
    /** Yes, if enough has changed: its new neighborhood asks for it. */
    ON_CHANGE
}
