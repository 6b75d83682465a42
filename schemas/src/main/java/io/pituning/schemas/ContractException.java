package io.pituning.schemas;

/** A record that does not keep the contract; the message is one sentence that names the field, the advice says what to do next. */
public final class ContractException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FailureCode failure;
    private final String advice;

    ContractException(FailureCode failure, String message, String advice) {
        super(message);
        this.failure = failure;
        this.advice = advice;
    }

    ContractException(FailureCode failure, String message, String advice, Throwable cause) {
        super(message, cause);
        this.failure = failure;
        this.advice = advice;
    }

    /** The catalogue's entry for what is wrong. */
    public FailureCode failure() {
        return failure;
    }

    /** The stable kebab-case code, for example {@code schema-violation}. */
    public String code() {
        return failure.code();
    }

    /** What to do next, as one sentence. */
    public String advice() {
        return advice;
    }
}
