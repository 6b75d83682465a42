package io.pituning.workflow;

import io.pituning.schemas.EventCodec;
import io.pituning.schemas.event.Event;
import io.pituning.schemas.event.StepFailed;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * What a service does with each record: read it, do the step, send what came out. A record that cannot be dealt with becomes a
 * {@code StepFailed} event and the next one is taken.
 *
 * @param <I> the event the service's input topic carries
 */
public final class StepHandler<I extends Event> {
    private static final Logger LOG = Logger.getLogger(StepHandler.class);

    private final Class<I> input;
    private final EventCodec codec;
    private final Outbox outbox;
    private final Failures failures;
    private final Function<I, ? extends Optional<? extends Event>> step;
    private final Consumer<String> retire;

    /**
     * @param step makes the event to send, or none where nothing is new; what it throws is told on {@code pi.failures}
     * @param retire is given the task of each tombstone
     */
    public StepHandler(
            Class<I> input,
            EventCodec codec,
            Outbox outbox,
            Failures failures,
            Function<I, ? extends Optional<? extends Event>> step,
            Consumer<String> retire) {
        this.input = input;
        this.codec = codec;
        this.outbox = outbox;
        this.failures = failures;
        this.step = step;
        this.retire = retire;
    }

    /**
     * Deals with one record of a channel and acknowledges it.
     *
     * <p>A step given up because the process stops is neither acknowledged nor refused: its record is delivered again after the next start.
     */
    public CompletionStage<Void> receive(Message<byte[]> message) {
        ConsumerRecord<String, byte[]> record = KafkaRecords.of(message);
        try {
            handle(record);
            return message.ack();
        } catch (StepStoppedException e) {
            LOG.infof("The step of %s was given up: it is done again after the next start", record.key());
            return CompletableFuture.completedFuture(null);
        } catch (RuntimeException e) {
            return message.nack(e);
        }
    }

    /**
     * Deals with one record; returns when what came of it is safe with the broker, so that the record may be acknowledged.
     *
     * @throws StepStoppedException when the process is stopping; the record must not be acknowledged
     */
    void handle(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            Optional.ofNullable(record.key()).ifPresent(retire);
            return;
        }
        outcome(record).ifPresent(outcome -> send(record, outcome));
    }

    private void send(ConsumerRecord<String, byte[]> record, Event outcome) {
        try {
            // Sent outside the step: a broker that takes no output takes no failure either, so that must stop the
            // channel.
            outbox.send(outcome);
        } catch (StepException e) {
            // The broker is there and only this event cannot be sent: the same record would stop the channel again and
            // again.
            outbox.send(failed(record, e, Optional.of(outcome)));
        }
    }

    private Optional<? extends Event> outcome(ConsumerRecord<String, byte[]> record) {
        Optional<I> event = Optional.empty();
        try {
            I read = codec.decode(input, record.value(), headers(record));
            EventCodec.requireKey(read, Optional.ofNullable(record.key()));
            event = Optional.of(read);
            return step.apply(read);
        } catch (StepStoppedException e) {
            throw e;
        } catch (RuntimeException | OutOfMemoryError e) {
            return Optional.of(failed(record, e, event));
        }
    }

    /** @param event the event that was being worked on, or that came of it; either tells task and registration */
    private StepFailed failed(
            ConsumerRecord<String, byte[]> record, Throwable failure, Optional<? extends Event> event) {
        StepFailed failed = failures.failed(failure, event, Failures.original(record));
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
