package io.pituning.workflow;

import io.pituning.schemas.event.Event;
import io.pituning.schemas.event.StepFailed;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import org.eclipse.microprofile.reactive.messaging.Message;

/** An {@link Outbox} onto a service's two channels: its output and failures. */
final class EmitterOutbox implements Outbox {
    private final EventRecords records;
    private final MutinyEmitter<Record<String, byte[]>> output;
    private final MutinyEmitter<Record<String, byte[]>> failures;

    EmitterOutbox(
            EventRecords records,
            MutinyEmitter<Record<String, byte[]>> output,
            MutinyEmitter<Record<String, byte[]>> failures) {
        this.records = records;
        this.output = output;
        this.failures = failures;
    }

    @Override
    public void send(Event event) {
        if (event instanceof StepFailed) {
            failures.sendMessageAndAwait(records.message(event));
        } else {
            sendOutput(event);
        }
    }

    private void sendOutput(Event event) {
        Message<Record<String, byte[]>> message = records.message(event);
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
