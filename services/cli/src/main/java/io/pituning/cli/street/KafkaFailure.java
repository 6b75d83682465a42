package io.pituning.cli.street;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.TimeoutException;

/** Tells what Kafka's clients throw as a person wants to read it. */
public final class KafkaFailure {
    private KafkaFailure() {}

    /**
     * {@return {@code kafka-refused} where the user or its rights are the reason, otherwise {@code kafka-unreachable}}
     *
     * @param kafka which Kafka, begins a sentence
     */
    public static UserException of(String kafka, Exception cause) {
        if (isRefusal(cause)) {
            return refused(kafka, cause, cause);
        }
        if (cause.getCause() instanceof Exception inner && isRefusal(inner)) {
            return refused(kafka, inner, cause);
        }
        return unreachable(kafka + " does not answer.", cause);
    }

    /** {@return a {@code kafka-unreachable} for what was seen before Kafka was asked} */
    static UserException unreachable(String why) {
        return unreachable(why, null);
    }

    private static UserException unreachable(String why, Exception cause) {
        return new UserException(
                "kafka-unreachable",
                why,
                "Start the system with ./pi up, or give its address with --bootstrap-server HOST:PORT.",
                cause);
    }

    /** {@return whether the reason is one of these two} */
    public static boolean isKnown(KafkaException failure) {
        return isRefusal(failure)
                || failure.getCause() instanceof Exception inner && isRefusal(inner)
                || failure instanceof TimeoutException
                || failure instanceof DisconnectException;
    }

    /** {@return whether Kafka does not allow this user what it asked for} */
    static boolean isAuthorization(Throwable failure) {
        return failure instanceof AuthorizationException || failure.getCause() instanceof AuthorizationException;
    }

    private static boolean isRefusal(Exception failure) {
        return failure instanceof AuthenticationException || failure instanceof AuthorizationException;
    }

    private static UserException refused(String kafka, Exception refusal, Exception cause) {
        return new UserException(
                "kafka-refused",
                kafka + " refused: " + refusal.getMessage(),
                "Set the user's credentials in KAFKA_… variables or with --kafka-config FILE, and give the user its rights (infra/users.yaml).",
                cause);
    }
}
