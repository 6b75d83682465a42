package io.pituning.cli.street;

/** Something a command could not do, as its user reads it. */
public final class UserException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String advice;

    /**
     * @param code stable kebab-case code
     * @param message one sentence that says what is wrong
     * @param advice what to do next
     */
    public UserException(String code, String message, String advice) {
        super(message);
        this.code = code;
        this.advice = advice;
    }

    /** As {@link #UserException(String, String, String)}, with the failure that caused it. */
    public UserException(String code, String message, String advice, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.advice = advice;
    }

    /** {@return the stable kebab-case code} */
    public String code() {
        return code;
    }

    /** {@return what to do next} */
    public String advice() {
        return advice;
    }
}
