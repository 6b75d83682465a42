package io.pituning.standalone;

/** A reason why the standalone system could not start, told to the person who started it. */
public final class StandaloneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String advice;

    public StandaloneException(String code, String message, String advice) {
        super(message);
        this.code = code;
        this.advice = advice;
    }

    public StandaloneException(String code, String message, String advice, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.advice = advice;
    }

    /** {@return the stable kebab-case code} */
    public String code() {
        return code;
    }

    /** {@return what to do next, one sentence} */
    public String advice() {
        return advice;
    }
}
