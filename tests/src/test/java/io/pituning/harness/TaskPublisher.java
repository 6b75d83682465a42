package io.pituning.harness;

import io.pituning.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes on {@code pi.tasks} what a person would type: a key and a line. */
public final class TaskPublisher implements AutoCloseable {
    private final KafkaProducer<String, byte[]> producer;

    public TaskPublisher(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Publishes a line; {@return where it lies} */
    public RecordMetadata publish(String key, String line) {
        return send(new ProducerRecord<>(Topic.TASKS_NAME, key, line.getBytes(StandardCharsets.UTF_8)));
    }

    /** Publishes a line into a certain partition, so that it stands behind others. */
    public RecordMetadata publish(int partition, String key, String line) {
        return send(new ProducerRecord<>(Topic.TASKS_NAME, partition, key, line.getBytes(StandardCharsets.UTF_8)));
    }

    /** Publishes a tombstone. */
    public RecordMetadata retire(String key) {
        return send(new ProducerRecord<>(Topic.TASKS_NAME, key, null));
    }

    /** Publishes a record of any topic once more. */
    public RecordMetadata again(ConsumerRecord<String, byte[]> record) {
        return send(new ProducerRecord<>(
                record.topic(), record.partition(), record.key(), record.value(), record.headers()));
    }

    private RecordMetadata send(ProducerRecord<String, byte[]> record) {
        try {
            return producer.send(record).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A record could not be published", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while publishing", e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
