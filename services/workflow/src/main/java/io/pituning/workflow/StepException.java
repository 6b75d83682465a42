package io.pituning.workflow;

import io.pituning.schemas.FailureCode;

/** Why a step could not be done, told so that it can be put into a {@code StepFailed} event as it is. */
public final class StepException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FailureCode failure;
    private final String advice;

    /**
     * @param failure the catalogue's entry for what is wrong
     * @param message one sentence that says what is wrong
     * @param advice what to do next
     */
    public StepException(FailureCode failure, String message, String advice) {
        super(message);
        this.failure = failure;
        this.advice = advice;
    }

    /** As {@link #StepException(FailureCode, String, String)}, with what caused it. */
    public StepException(FailureCode failure, String message, String advice, Throwable cause) {
        super(message, cause);
        this.failure = failure;
        this.advice = advice;
    }

    /** {@return the catalogue's entry for what is wrong} */
    public FailureCode failure() {
        return failure;
    }

    /** {@return what to do next} */
    public String advice() {
        return advice;
    }
}
