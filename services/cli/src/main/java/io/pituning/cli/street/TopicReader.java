package io.pituning.cli.street;

import io.pituning.schemas.ContractException;
import io.pituning.schemas.EventCodec;
import io.pituning.schemas.Topic;
import io.pituning.workflow.KafkaRecords;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads the system's topics as events. Not thread-safe. */
public final class TopicReader implements AutoCloseable {
    private final Records records;
    private final EventCodec codec;

    /** @param records closed with this reader */
    TopicReader(Records records, Collection<Topic> topics, EventCodec codec) {
        this.records = records;
        this.codec = codec;
        records.open(topics.stream().map(Topic::topicName).toList());
    }

    /**
     * Reads all that is there now, in the order of its time.
     *
     * @throws UserException {@code kafka-unreachable} when nothing more comes before the end
     */
    public void toEnd(Consumer<Arrival> reader) {
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        records.toEnd(all::add);
        handOn(all, reader);
    }

    /** Forgets all that is there now. */
    public void skipToEnd() {
        records.skipToEnd();
    }

    /** Waits a moment for records and hands on what has come, in the order of its time. */
    public void next(Consumer<Arrival> reader) {
        List<ConsumerRecord<byte[], byte[]>> some = new ArrayList<>();
        records.next(some::add);
        handOn(some, reader);
    }

    private void handOn(List<ConsumerRecord<byte[], byte[]>> some, Consumer<Arrival> reader) {
        Map<TopicPartition, Long> latest = new HashMap<>();
        some.stream()
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
    private record Timed(long at, ConsumerRecord<byte[], byte[]> record) {}

    /** Nothing for a record that breaks its contract: the service that reads it tells why on {@code pi.failures}. */
    private Optional<Arrival> arrival(ConsumerRecord<byte[], byte[]> record) {
        Topic topic = Topic.named(record.topic()).orElseThrow();
        Optional<String> key =
                Optional.ofNullable(record.key()).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
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
        records.close();
    }
}
