package io.pituning.workflow;

import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Message;

/** The Kafka record behind a channel's message. */
final class KafkaRecords {
    private KafkaRecords() {}

    /** The key is read with the channel's deserializer, which is the one for text. */
    @SuppressWarnings("unchecked")
    static ConsumerRecord<String, byte[]> of(Message<byte[]> message) {
        IncomingKafkaRecordMetadata<String, byte[]> metadata = message.getMetadata(IncomingKafkaRecordMetadata.class)
                .orElseThrow(() -> new IllegalStateException("the channel is not connected to Kafka"));
        return metadata.getRecord();
    }
}
