package io.pituning.workflow;

import io.pituning.schemas.FailureCode;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.utils.ExponentialBackoff;

/**
 * After which pause, and how often, a step is tried again whose failure may pass by itself: a store that does not answer, memory that another
 * step gives back. Each pause is twice as long as the one before, with a random fifth more or less, so that not all try at once.
 */
public final class RetryPolicy {
    private static final int FACTOR = 2;
    private static final double SPREAD = 0.2;

    private final int attempts;
    private final ExponentialBackoff backoff;

    /**
     * @param attempts tries in all; 1 never tries again
     * @param first pause after the first failure
     * @param longest no pause is longer
     */
    public RetryPolicy(int attempts, Duration first, Duration longest) {
        this.attempts = attempts;
        this.backoff = new ExponentialBackoff(first.toMillis(), FACTOR, longest.toMillis(), SPREAD);
    }

    /**
     * {@return how long to wait before the step is tried again; empty when its failure is final}
     *
     * @param attempt which try failed, 1 for the first
     */
    public Optional<Duration> pause(FailureCode failure, int attempt) {
        return failure.retryable() && attempt < attempts
                ? Optional.of(Duration.ofMillis(backoff.backoff(attempt - 1L)))
                : Optional.empty();
    }
}
