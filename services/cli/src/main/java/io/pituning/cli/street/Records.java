package io.pituning.cli.street;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads records as they lie on their topics, byte for byte, without a consumer group, so that it takes nothing from anybody. Not thread-safe. */
final class Records implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    /** A consumer whose broker has gone away throws nothing: it only finds no more records. */
    private static final Duration LONGEST_STANDSTILL = Duration.ofSeconds(30);

    private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
    private final LongSupplier nanoTime;

    Records(KafkaSettings settings) {
        this(
                new KafkaConsumer<>(
                        settings.with(Map.of(
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "earliest",
                                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                                "read_committed",
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                false,
                                // Whoever only reads must not make a topic that is not there.
                                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                                false)),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer()),
                System::nanoTime);
    }

    Records(org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer, LongSupplier nanoTime) {
        this.consumer = consumer;
        this.nanoTime = nanoTime;
    }

    /** Goes to the beginning of these topics. */
    void open(Collection<String> topics) {
        List<TopicPartition> partitions = topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /**
     * Hands on every record from here to where the topics end now.
     *
     * @throws UserException {@code kafka-unreachable} when nothing more comes before that
     */
    void toEnd(Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        read(consumer.endOffsets(consumer.assignment()), reader);
    }

    /** Hands on every record that is on the topics now; throws as {@link #toEnd}. */
    void all(Collection<String> topics, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        open(topics);
        toEnd(reader);
    }

    /** Forgets all that is there now. */
    void skipToEnd() {
        consumer.seekToEnd(consumer.assignment());
        positions();
    }

    /** Waits a moment for records and hands on what has come. */
    void next(Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        consumer.poll(POLL).forEach(reader);
    }

    /** {@return the record at this place, if it is still there: compaction and age remove records} Throws as {@link #toEnd}. */
    Optional<ConsumerRecord<byte[], byte[]>> at(TopicPartition partition, long offset) {
        consumer.assign(List.of(partition));
        if (offset >= consumer.endOffsets(List.of(partition)).get(partition)) {
            return Optional.empty();
        }
        consumer.seek(partition, offset);
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        read(Map.of(partition, offset + 1), found::add);
        return found.stream().filter(record -> record.offset() == offset).findFirst();
    }

    private void read(Map<TopicPartition, Long> ends, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        Map<TopicPartition, Long> stood = positions();
        long moved = nanoTime.getAsLong();
        while (isBefore(stood, ends)) {
            next(reader);
            Map<TopicPartition, Long> stand = positions();
            long now = nanoTime.getAsLong();
            if (!stand.equals(stood)) {
                stood = stand;
                moved = now;
            } else if (now - moved >= LONGEST_STANDSTILL.toNanos()) {
                throw KafkaFailure.unreachable(
                        "Kafka has sent nothing for " + LONGEST_STANDSTILL.toSeconds() + " seconds.");
            }
        }
    }

    private Map<TopicPartition, Long> positions() {
        return consumer.assignment().stream().collect(Collectors.toMap(partition -> partition, consumer::position));
    }

    private static boolean isBefore(Map<TopicPartition, Long> positions, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().anyMatch(end -> positions.get(end.getKey()) < end.getValue());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
