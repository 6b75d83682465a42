package io.pituning.cli.street;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.schemas.EventCodec;
import io.pituning.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class TopicReaderTest {
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");

    @Test
    void whatComesTogetherIsToldInTheOrderOfItsTime() {
        try (TopicReader reader = reader(Topic.PROGRESS, Topic.FAILURES)) {
            add(Topic.PROGRESS, 0, 1);
            add(Topic.PROGRESS, 1, 3);
            add(Topic.FAILURES, 0, 2);
            add(Topic.FAILURES, 1, 4);
            List<Topic> told = new ArrayList<>();

            reader.next(arrival -> told.add(arrival.topic()));

            assertThat(told).containsExactly(Topic.PROGRESS, Topic.FAILURES, Topic.PROGRESS, Topic.FAILURES);
        }
    }

    @Test
    void whatComesOfOnePartitionIsToldInItsOrderWhateverTheWritersClocksSay() {
        try (TopicReader reader = reader(Topic.TASKS, Topic.FAILURES)) {
            add(Topic.TASKS, "ahead", 0, 5);
            add(Topic.TASKS, "right", 1, 2);
            add(Topic.FAILURES, "between", 0, 3);
            add(Topic.FAILURES, "later", 1, 6);
            List<String> told = new ArrayList<>();

            reader.next(arrival -> told.add(arrival.key().orElseThrow()));

            assertThat(told).containsExactly("between", "ahead", "right", "later");
        }
    }

    private TopicReader reader(Topic... topics) {
        for (Topic topic : topics) {
            String name = topic.topicName();
            consumer.updatePartitions(
                    name, List.of(new PartitionInfo(name, 0, Node.noNode(), new Node[0], new Node[0])));
            consumer.updateBeginningOffsets(Map.of(new TopicPartition(name, 0), 0L));
        }
        return new TopicReader(new Records(consumer, System::nanoTime), List.of(topics), new EventCodec());
    }

    private void add(Topic topic, long offset, long timestamp) {
        add(topic, "mood", offset, timestamp);
    }

    /** A tombstone, since only its place counts. */
    private void add(Topic topic, String key, long offset, long timestamp) {
        consumer.addRecord(new ConsumerRecord<>(
                topic.topicName(),
                0,
                offset,
                timestamp,
                TimestampType.CREATE_TIME,
                4,
                0,
                key.getBytes(StandardCharsets.UTF_8),
                null,
                new RecordHeaders(),
                Optional.empty()));
    }
}
