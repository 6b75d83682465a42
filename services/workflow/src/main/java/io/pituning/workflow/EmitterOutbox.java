package io.pituning.workflow;

import io.pituning.schemas.CloudEvents;
import io.pituning.schemas.EventCodec;
import io.pituning.schemas.FailureCode;
import io.pituning.schemas.event.Event;
import io.pituning.schemas.event.StepFailed;
import io.pituning.schemas.event.StepProgress;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/** An {@link Outbox} onto a service's three channels: its output, progress and failures. */
public final class EmitterOutbox implements Outbox {
    private static final Logger LOG = Logger.getLogger(EmitterOutbox.class);

    private final String source;
    private final EventCodec codec;
    private final Clock clock;
    private final MutinyEmitter<Record<String, byte[]>> output;
    private final MutinyEmitter<Record<String, byte[]>> progress;
    private final MutinyEmitter<Record<String, byte[]>> failures;

    /** @param service name of the service, for the CloudEvents source */
    public EmitterOutbox(
            String service,
            EventCodec codec,
            Clock clock,
            MutinyEmitter<Record<String, byte[]>> output,
            MutinyEmitter<Record<String, byte[]>> progress,
            MutinyEmitter<Record<String, byte[]>> failures) {
        this.source = source(service);
        this.codec = codec;
        this.clock = clock;
        this.output = output;
        this.progress = progress;
        this.failures = failures;
    }

    /** {@return the CloudEvents source of a service} */
    public static String source(String service) {
        return "/pi-tuning/" + service;
    }

    @Override
    public void send(Event event) {
        if (event instanceof StepProgress) {
            // Progress may be lost: it must neither slow a step down nor make it fail.
            progress.sendMessage(message(event))
                    .subscribe()
                    .with(sent -> {}, e -> LOG.debugf(e, "A progress event was not sent"));
        } else if (event instanceof StepFailed) {
            failures.sendMessageAndAwait(message(event));
        } else {
            sendOutput(event);
        }
    }

    @Override
    public void retire(String task) {
        output.sendMessageAndAwait(Message.of(Record.of(task, null)));
    }

    private void sendOutput(Event event) {
        Message<Record<String, byte[]>> message = message(event);
        try {
            output.sendMessageAndAwait(message);
        } catch (RuntimeException e) {
            if (isTooLarge(e)) {
                throw new StepException(
                        FailureCode.EVENT_TOO_LARGE,
                        "The " + event.getClass().getSimpleName() + " event has "
                                + message.getPayload().value().length + " bytes, more than Kafka takes.",
                        "Register the task with a smaller expert (lora, or a lower rank), or raise the output channel's max.request.size and the"
                                + " topic's max.message.bytes, then publish the task again.",
                        e);
            }
            throw e;
        }
    }

    /** The producer refuses by its own limit, the broker by the topic's; the emitter may wrap either. */
    private static boolean isTooLarge(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause ->
                        cause instanceof RecordTooLargeException || cause instanceof RecordBatchTooLargeException);
    }

    private Message<Record<String, byte[]>> message(Event event) {
        byte[] value = codec.encode(event);
        var headers = new RecordHeaders();
        CloudEvents.headers(event, value, source, clock.instant())
                .forEach((name, text) -> headers.add(name, text.getBytes(StandardCharsets.UTF_8)));
        return Message.of(Record.of(key(event), value))
                .addMetadata(OutgoingKafkaRecordMetadata.<String>builder()
                        .withHeaders(headers)
                        .build());
    }

    /** A failure whose record told no task is filed under the original record's key, if it had one. */
    private static String key(Event event) {
        if (event instanceof StepFailed failed && failed.task().isEmpty()) {
            return failed.original().key().orElse(null);
        }
        return event.subject().orElse(null);
    }
}
