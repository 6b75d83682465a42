package io.pituning.workflow;

import io.pituning.schemas.EventCodec;
import io.pituning.schemas.FailureCode;
import io.pituning.schemas.event.Event;
import io.pituning.schemas.event.StepFailed;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * From a record to the event that comes of it: what the step makes, or why it could not.
 *
 * @param <I> the event the service's input topic carries
 */
final class RecordStep<I extends Event> {
    private static final Logger LOG = Logger.getLogger(RecordStep.class);

    private final Class<I> input;
    private final EventCodec codec;
    private final Failures failures;
    private final RetryPolicy retries;
    private final BiFunction<I, StepContext, ? extends Optional<? extends Event>> step;

    /** @param step makes the event to send, or none where nothing is new; what it throws becomes a {@code StepFailed} event */
    RecordStep(
            Class<I> input,
            EventCodec codec,
            Failures failures,
            RetryPolicy retries,
            BiFunction<I, StepContext, ? extends Optional<? extends Event>> step) {
        this.input = input;
        this.codec = codec;
        this.failures = failures;
        this.retries = retries;
        this.step = step;
    }

    /** Understands a record, or says why that cannot be done. */
    Reading<I> read(ConsumerRecord<String, byte[]> record) {
        try {
            if (record.value() == null) {
                Optional.ofNullable(record.key()).ifPresent(EventCodec::requireTombstoneKey);
                return new Reading<>(Optional.empty(), Optional.empty());
            }
            I event = codec.decode(input, record.value(), KafkaRecords.headers(record.headers()));
            EventCodec.requireKey(event, Optional.ofNullable(record.key()));
            return new Reading<>(Optional.of(event), Optional.empty());
        } catch (RuntimeException | StackOverflowError e) {
            return new Reading<>(Optional.empty(), Optional.of(e));
        }
    }

    /**
     * Does the step that a record, which is no tombstone, asks for; again after a pause where what was in its way may pass by itself.
     *
     * @throws StepStoppedException when it was asked to give up; that is no failure
     */
    Optional<? extends Event> outcome(ConsumerRecord<String, byte[]> record, Reading<I> reading, StepContext context) {
        if (reading.failure().isPresent()) {
            return Optional.of(failed(record, reading.failure().orElseThrow(), Optional.empty(), 1));
        }
        I event = reading.event().orElseThrow();
        for (int attempt = 1; ; attempt++) {
            try {
                return step.apply(event, context);
            } catch (StepStoppedException e) {
                throw e;
            } catch (RuntimeException | OutOfMemoryError | StackOverflowError | LinkageError e) {
                Optional<Duration> pause = retries.pause(failures.code(e), attempt);
                if (pause.isEmpty()) {
                    return Optional.of(failed(record, e, Optional.of(event), attempt));
                }
                LOG.warnf(
                        "%s of %s will be retried in %s: %s",
                        failures.step(), event.subject().orElse("?"), pause.get(), e.getMessage());
                context.stop().await(pause.get());
                context.stop().check();
            }
        }
    }

    /** @param event the event that was being worked on, or that came of it; either tells task and registration */
    StepFailed failed(
            ConsumerRecord<String, byte[]> record, Throwable failure, Optional<? extends Event> event, int attempt) {
        StepFailed failed = failures.failed(failure, event, Failures.original(record), attempt);
        // The record's own words may be a megabyte long and anybody's; they are in the event, cut to size.
        LOG.warnf(
                failures.code(failure) == FailureCode.INTERNAL_ERROR ? failure : null,
                "%s failed: code=%s topic=%s partition=%d offset=%d message=%s",
                failed.step(),
                failed.code(),
                record.topic(),
                record.partition(),
                record.offset(),
                failed.message());
        return failed;
    }
}
