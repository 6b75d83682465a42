package io.pituning.workflow;

import io.pituning.schemas.EventCodec;
import io.pituning.schemas.event.Event;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * One record after the other, for a service that keeps no offsets: read it, do the step, send what came out. A record that cannot be dealt
 * with becomes a {@code StepFailed} event and the next one is taken. A service that keeps offsets uses a {@link StepConsumer}.
 *
 * @param <I> the event the service's input topic carries
 */
public final class StepHandler<I extends Event> {
    private final RecordStep<I> step;
    private final StepContext context;
    private final Outbox outbox;
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
            RetryPolicy retries,
            Function<I, ? extends Optional<? extends Event>> step,
            Consumer<String> retire) {
        this.step = new RecordStep<>(input, codec, failures, retries, (event, surroundings) -> step.apply(event));
        this.context = new StepContext(new StopSignal(), outbox::send);
        this.outbox = outbox;
        this.retire = retire;
    }

    /** Deals with one record of a channel and acknowledges it. */
    public CompletionStage<Void> receive(Message<byte[]> message) {
        try {
            handle(KafkaRecords.of(message));
            return message.ack();
        } catch (RuntimeException e) {
            return message.nack(e);
        }
    }

    /** Deals with one record; returns when what came of it is safe with the broker. */
    void handle(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            Optional.ofNullable(record.key()).ifPresent(retire);
            return;
        }
        step.outcome(record, step.read(record), context).ifPresent(outcome -> send(record, outcome));
    }

    private void send(ConsumerRecord<String, byte[]> record, Event outcome) {
        try {
            // Sent outside the step: a broker that takes no output takes no failure either, so that must stop the
            // channel.
            outbox.send(outcome);
        } catch (StepException e) {
            // The broker is there and only this event cannot be sent: the same record would stop the channel again and
            // again.
            outbox.send(step.failed(record, e, Optional.of(outcome), 1));
        }
    }
}
