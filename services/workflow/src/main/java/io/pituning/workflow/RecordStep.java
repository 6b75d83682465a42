package io.pituning.workflow;

import io.pituning.schemas.EventCodec;
import io.pituning.schemas.event.Event;
import io.pituning.schemas.event.StepFailed;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
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
    private final BiFunction<I, StepContext, ? extends Optional<? extends Event>> step;

    /** @param step makes the event to send, or none where nothing is new; what it throws becomes a {@code StepFailed} event */
    RecordStep(
            Class<I> input,
            EventCodec codec,
            Failures failures,
            BiFunction<I, StepContext, ? extends Optional<? extends Event>> step) {
        this.input = input;
        this.codec = codec;
        this.failures = failures;
        this.step = step;
    }

    /** Understands a record, or says why that cannot be done. */
    Reading<I> read(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return new Reading<>(Optional.empty(), Optional.empty());
        }
        try {
            I event = codec.decode(input, record.value(), headers(record));
            EventCodec.requireKey(event, Optional.ofNullable(record.key()));
            return new Reading<>(Optional.of(event), Optional.empty());
        } catch (RuntimeException e) {
            return new Reading<>(Optional.empty(), Optional.of(e));
        }
    }

    /**
     * Does the step that a record, which is no tombstone, asks for.
     *
     * @throws StepStoppedException when it was asked to give up; that is no failure
     */
    Optional<? extends Event> outcome(ConsumerRecord<String, byte[]> record, Reading<I> reading, StepContext context) {
        if (reading.failure().isPresent()) {
            return Optional.of(failed(record, reading.failure().orElseThrow(), Optional.empty()));
        }
        I event = reading.event().orElseThrow();
        try {
            return step.apply(event, context);
        } catch (StepStoppedException e) {
            throw e;
        } catch (RuntimeException | OutOfMemoryError e) {
            return Optional.of(failed(record, e, Optional.of(event)));
        }
    }

    /** @param event the event that was being worked on, or that came of it; either tells task and registration */
    StepFailed failed(ConsumerRecord<String, byte[]> record, Throwable failure, Optional<? extends Event> event) {
        StepFailed failed = failures.failed(
                failure,
                event,
                Failures.original(
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        Optional.ofNullable(record.key()),
                        Optional.of(record.value())));
        LOG.warnf(
                failure,
                "%s failed: code=%s topic=%s partition=%d offset=%d key=%s",
                failed.step(),
                failed.code(),
                record.topic(),
                record.partition(),
                record.offset(),
                record.key());
        return failed;
    }

    private static Map<String, String> headers(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return headers;
    }
}
