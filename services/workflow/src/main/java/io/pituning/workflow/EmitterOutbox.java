package io.pituning.workflow;

import io.pituning.schemas.EventCodec;
import io.pituning.schemas.event.Event;
import io.pituning.schemas.event.StepFailed;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import java.time.Clock;
import org.eclipse.microprofile.reactive.messaging.Message;

/** An {@link Outbox} onto a service's two channels: its output and failures. */
public final class EmitterOutbox implements Outbox {
    private final EventRecords records;
    private final MutinyEmitter<Record<String, byte[]>> output;
    private final MutinyEmitter<Record<String, byte[]>> failures;

    /** @param service name of the service, for the CloudEvents source */
    public EmitterOutbox(
            String service,
            EventCodec codec,
            Clock clock,
            MutinyEmitter<Record<String, byte[]>> output,
            MutinyEmitter<Record<String, byte[]>> failures) {
        this.records = new EventRecords(source(service), codec, clock);
        this.output = output;
        this.failures = failures;
    }

    /** {@return the CloudEvents source of a service} */
    public static String source(String service) {
        return "/pi-tuning/" + service;
    }

    @Override
    public void send(Event event) {
        if (event instanceof StepFailed) {
            failures.sendMessageAndAwait(ProgressChannel.message(records.of(event)));
        } else {
            sendOutput(event);
        }
    }

    private void sendOutput(Event event) {
        Message<Record<String, byte[]>> message = ProgressChannel.message(records.of(event));
        try {
            output.sendMessageAndAwait(message);
        } catch (RuntimeException e) {
            if (EventRecords.isTooLarge(e)) {
                throw EventRecords.tooLarge(
                        event.getClass().getSimpleName(), message.getPayload().value().length, e);
            }
            throw e;
        }
    }
}
