package io.pituning.workflow;

/** A step was given up because the process stops; its record is delivered again after the next start. */
public final class StepStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StepStoppedException() {
        super("The step was given up because the service is stopping; it is done again after the next start.");
    }
}
