package io.pituning.workflow;

/** A step was given up in its middle. It did not fail: somebody else does it, or nobody wants it any more. */
public final class StepStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final StopSignal.Reason reason;

    StepStoppedException(StopSignal.Reason reason) {
        super("The step was stopped: " + reason.words() + ".");
        this.reason = reason;
    }

    StopSignal.Reason reason() {
        return reason;
    }
}
