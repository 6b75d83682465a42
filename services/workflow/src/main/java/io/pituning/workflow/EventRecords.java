package io.pituning.workflow;

import io.pituning.schemas.CloudEvents;
import io.pituning.schemas.EventCodec;
import io.pituning.schemas.FailureCode;
import io.pituning.schemas.Topic;
import io.pituning.schemas.event.Event;
import io.pituning.schemas.event.StepFailed;
import io.smallrye.reactive.messaging.kafka.Record;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Events as records of their topics: the task's name as key, JSON as value, CloudEvents attributes in the headers.
 *
 * @param service name of the service that sends them, for the CloudEvents source
 * @param clock says when they happened
 */
public record EventRecords(String service, EventCodec codec, Clock clock) {
    /** {@return an event as a producer takes it} */
    public ProducerRecord<String, byte[]> of(Event event) {
        byte[] value = codec.encode(event);
        var record = new ProducerRecord<>(Topic.of(event.getClass()).topicName(), key(event), value);
        CloudEvents.headers(event, value, "/pi-tuning/" + service, clock.instant())
                .forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    /** {@return an event as a channel takes it} */
    Message<Record<String, byte[]>> message(Event event) {
        ProducerRecord<String, byte[]> record = of(event);
        return Message.of(Record.of(record.key(), record.value()))
                .addMetadata(OutgoingKafkaRecordMetadata.<String>builder()
                        .withHeaders(record.headers())
                        .build());
    }

    /**
     * A failure whose record told no task is filed under what it keeps of the original record's key, if there was one: the whole key may leave
     * no room for the failure.
     */
    private static String key(Event event) {
        if (event instanceof StepFailed failed && failed.task().isEmpty()) {
            return failed.original().key().orElse(null);
        }
        return event.subject().orElse(null);
    }

    /** The producer refuses by its own limit, the broker by the topic's; either may be wrapped. */
    static boolean isTooLarge(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause ->
                        cause instanceof RecordTooLargeException || cause instanceof RecordBatchTooLargeException);
    }

    static StepException tooLarge(String event, int bytes, Throwable cause) {
        return new StepException(
                FailureCode.EVENT_TOO_LARGE,
                "The " + event + " event has " + bytes + " bytes, more than Kafka accepts.",
                "Register the task with a smaller expert (lora, or a lower rank), or raise the output channel's max.request.size and the"
                        + " topic's max.message.bytes, then run 'pi retry TASK'.",
                cause);
    }
}
