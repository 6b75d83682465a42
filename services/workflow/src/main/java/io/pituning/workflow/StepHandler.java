package io.pituning.workflow;

import io.pituning.schemas.EventCodec;
import io.pituning.schemas.event.Event;
import io.pituning.schemas.event.StepFailed;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * One record after the other, for a service that keeps no offsets: read it, do the step, send what came out. A record that cannot be dealt
 * with becomes a {@code StepFailed} event and the next one is taken. A service that keeps offsets uses a {@link StepConsumer}.
 *
 * @param <I> the event the service's input topic carries
 */
public final class StepHandler<I extends Event> implements RunningConsumers.Running {
    private final StopSignal stop = new StopSignal();
    private final AtomicInteger inHand = new AtomicInteger();
    private final RecordStep<I> step;
    private final StepContext context;
    private final Outbox outbox;
    private final Work<I> work;

    /** What a service does with the events of its input topic. */
    public interface Work<I> {
        /** {@return the event to send}; what is thrown is told on {@code pi.failures}, as a {@code StepFailed} event */
        Event run(I event);

        /**
         * {@return what is sent, once, before the {@code StepFailed} event of a step that is not tried again}
         *
         * @param spent time since the event was received
         */
        Event refusal(I event, Duration spent, StepFailed failed);

        /** {@return the event to send of a task's tombstone, or none where nothing is new} */
        Optional<? extends Event> retire(String task);
    }

    /** @param outbox is tried again while the broker is away, until the process stops */
    StepHandler(Class<I> input, EventCodec codec, Outbox outbox, Failures failures, RetryPolicy retries, Work<I> work) {
        this.outbox = new PatientOutbox(outbox, stop);
        this.step = new RecordStep<>(input, codec, failures, retries, (event, context) -> Optional.of(work.run(event)));
        // The work does not get to see its context and tells no progress.
        this.context = new StepContext(stop, progress -> {});
        this.work = work;
    }

    /** Deals with one record of a channel and acknowledges it. */
    public CompletionStage<Void> receive(Message<byte[]> message) {
        inHand.incrementAndGet();
        try {
            handle(KafkaRecords.of(message));
            return message.ack();
        } catch (StepStoppedException e) {
            // Read again at the next start: no offset is kept.
            return message.ack();
        } catch (RuntimeException e) {
            return message.nack(e);
        } finally {
            inHand.decrementAndGet();
        }
    }

    /** Deals with one record; returns when what came of it is safe with the broker. */
    void handle(ConsumerRecord<String, byte[]> record) {
        long begin = System.nanoTime();
        Reading<I> reading = step.read(record);
        if (reading.isTombstone()) {
            Optional.ofNullable(record.key()).flatMap(work::retire).ifPresent(retired -> send(record, retired));
            return;
        }
        Optional<? extends Event> outcome = step.outcome(record, reading, context);
        if (outcome.isPresent() && outcome.get() instanceof StepFailed failed) {
            Duration spent = Duration.ofNanos(System.nanoTime() - begin);
            reading.event()
                    .map(event -> work.refusal(event, spent, failed))
                    .ifPresent(refused -> send(record, refused));
        }
        outcome.ifPresent(made -> send(record, made));
    }

    private void send(ConsumerRecord<String, byte[]> record, Event outcome) {
        try {
            outbox.send(outcome);
        } catch (StepException e) {
            // The broker is there and only this event cannot be sent: the same record would stop the channel again and
            // again.
            outbox.send(step.failed(record, e, Optional.of(outcome), 1));
        }
    }

    @Override
    public void stop() {
        stop.stop(StopSignal.Reason.PROCESS_STOPS);
    }

    /** The channel's worker pool waits for the record in hand. */
    @Override
    public void awaitStop(Duration atMost) {}

    @Override
    public boolean isIdle() {
        return inHand.get() == 0;
    }
}
