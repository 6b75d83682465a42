package io.pituning.cli.street;

import io.pituning.schemas.ContractException;
import io.pituning.schemas.EventCodec;
import io.pituning.schemas.Topic;
import io.pituning.workflow.KafkaRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads topics without a consumer group, so that it takes nothing from anybody. Not thread-safe. */
public final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer;
    private final EventCodec codec;

    TopicReader(KafkaSettings settings, Collection<Topic> topics, EventCodec codec) {
        this(
                new KafkaConsumer<>(
                        settings.with(Map.of(
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "earliest",
                                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                                "read_committed",
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                false)),
                        new StringDeserializer(),
                        new ByteArrayDeserializer()),
                topics,
                codec);
    }

    TopicReader(
            org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer,
            Collection<Topic> topics,
            EventCodec codec) {
        this.codec = codec;
        this.consumer = consumer;
        List<TopicPartition> partitions = topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads all that is there now, in the order of its time. */
    public void toEnd(Consumer<Arrival> reader) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(records::add);
        }
        handOn(records, reader);
    }

    /** Forgets all that is there now. */
    public void skipToEnd() {
        consumer.seekToEnd(consumer.assignment());
        consumer.assignment().forEach(consumer::position);
    }

    /** Waits a moment for records and hands on what has come, in the order of its time. */
    public void next(Consumer<Arrival> reader) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        consumer.poll(POLL).forEach(records::add);
        handOn(records, reader);
    }

    private void handOn(List<ConsumerRecord<String, byte[]>> records, Consumer<Arrival> reader) {
        Map<TopicPartition, Long> latest = new HashMap<>();
        records.stream()
                .map(record -> new Timed(
                        latest.merge(
                                new TopicPartition(record.topic(), record.partition()), record.timestamp(), Math::max),
                        record))
                .sorted(Comparator.comparingLong(Timed::at))
                .forEach(timed -> arrival(timed.record()).ifPresent(reader));
    }

    /**
     * A record and when it counts as written: not before another that stands earlier in its partition, whatever the writers' clocks say, for that
     * is the order the services go by.
     */
    private record Timed(long at, ConsumerRecord<String, byte[]> record) {}

    /** Nothing for a record that breaks its contract: the service that reads it tells why on {@code pi.failures}. */
    private Optional<Arrival> arrival(ConsumerRecord<String, byte[]> record) {
        Topic topic = Topic.named(record.topic()).orElseThrow();
        Optional<String> key = Optional.ofNullable(record.key());
        Instant at = Instant.ofEpochMilli(record.timestamp());
        if (record.value() == null) {
            return Optional.of(new Arrival(topic, key, Optional.empty(), at));
        }
        try {
            return Optional.of(new Arrival(
                    topic,
                    key,
                    Optional.of(codec.decode(topic.event(), record.value(), KafkaRecords.headers(record.headers()))),
                    at));
        } catch (ContractException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
