package io.pituning.learning;

/**
 * A failure of the learning core that a person can act on.
 *
 * <p>The {@linkplain #code() code} is stable and part of the interface (see the catalogue in the schemas module); the message is one sentence
 * that says what is wrong, the {@linkplain #advice() advice} what to do next.
 */
public final class LearningException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String advice;

    /**
     * @param code stable kebab-case code, for example {@code dataset-missing}
     * @param message one sentence that says what is wrong
     * @param advice what to do next
     */
    public LearningException(String code, String message, String advice) {
        super(message);
        this.code = code;
        this.advice = advice;
    }

    /** As {@link #LearningException(String, String, String)}, with the failure that caused it. */
    public LearningException(String code, String message, String advice, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.advice = advice;
    }

    /** The stable kebab-case code of this failure. */
    public String code() {
        return code;
    }

    /** What to do next, as one sentence. */
    public String advice() {
        return advice;
    }
}
