package io.pituning.workflow;

import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.reactive.messaging.Message;

/** What is read off Kafka's records. */
public final class KafkaRecords {
    private KafkaRecords() {}

    /** {@return a record's headers by name, the last of a name; those without a value are left out} */
    public static Map<String, String> headers(Iterable<Header> headers) {
        Map<String, String> texts = new HashMap<>();
        for (Header header : headers) {
            if (header.value() != null) {
                texts.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return texts;
    }

    /** The record behind a channel's message. The key is read with the channel's deserializer, which is the one for text. */
    @SuppressWarnings("unchecked")
    public static ConsumerRecord<String, byte[]> of(Message<byte[]> message) {
        IncomingKafkaRecordMetadata<String, byte[]> metadata = message.getMetadata(IncomingKafkaRecordMetadata.class)
                .orElseThrow(() -> new IllegalStateException("the channel is not connected to Kafka"));
        return metadata.getRecord();
    }
}
