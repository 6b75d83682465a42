package io.pituning.schemas.event;

/**
 * What a step of the street made, with everything the next service needs: each service reads exactly one topic, so the request and the
 * artifacts made so far travel along.
 */
public sealed interface StepOutput extends TaskEvent permits StoredOutput, TaskNeighbors {
    /** The registration in full, defaults filled in. */
    TaskRegistered request();

    /** The frozen model all this was computed with. */
    FoundationRef foundation();

    /** Seed of the step's randomness. */
    long seed();

    /** Seconds the step computed. */
    double seconds();

    /** The expert the event carries: the task's own, or in {@link ExpertTuned} the tuned one. */
    ExpertShape expert();
}
