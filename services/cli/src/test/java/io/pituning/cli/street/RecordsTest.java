package io.pituning.cli.street;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(8)
class RecordsTest {
    private static final String TOPIC = "pi.tasks";
    private static final TopicPartition ONE = new TopicPartition(TOPIC, 0);
    private static final TopicPartition OTHER = new TopicPartition(TOPIC, 1);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final List<Long> told = new ArrayList<>();
    private long seconds;

    /** Its clock goes on by ten seconds with every look. */
    private final Records records =
            new Records(consumer, () -> Duration.ofSeconds(seconds += 10).toNanos());

    @BeforeEach
    void twoPartitions() {
        consumer.updatePartitions(
                TOPIC,
                Stream.of(ONE, OTHER)
                        .map(there ->
                                new PartitionInfo(TOPIC, there.partition(), Node.noNode(), new Node[0], new Node[0]))
                        .toList());
        consumer.updateBeginningOffsets(Map.of(ONE, 0L, OTHER, 0L));
        consumer.updateEndOffsets(Map.of(ONE, 0L, OTHER, 0L));
    }

    @Test
    void readingEndsWhereTheTopicsEndedWhenItBegan() {
        comes(ONE, 0);
        comes(OTHER, 0, 1);
        consumer.updateEndOffsets(Map.of(ONE, 1L, OTHER, 2L));

        records.all(List.of(TOPIC), record -> told.add(record.offset()));

        assertThat(told).containsExactlyInAnyOrder(0L, 0L, 1L);
    }

    @Test
    void whereNothingIsNothingIsWaitedFor() {
        records.all(List.of(TOPIC), record -> told.add(record.offset()));

        assertThat(told).isEmpty();
    }

    @Test
    void aBrokerThatGoesAwayInTheMiddleIsTold() {
        comes(ONE, 0);
        consumer.updateEndOffsets(Map.of(ONE, 2L, OTHER, 0L));

        assertThatThrownBy(() -> records.all(List.of(TOPIC), record -> told.add(record.offset())))
                .isInstanceOfSatisfying(
                        UserException.class, e -> assertThat(e.code()).isEqualTo("kafka-unreachable"))
                .hasMessage("Kafka has sent nothing for 30 seconds.");
        assertThat(told).containsExactly(0L);
    }

    @Test
    void aBrokerThatTakesLongIsWaitedForAsLongAsSomethingComes() {
        consumer.updateEndOffsets(Map.of(ONE, 3L, OTHER, 0L));
        for (long offset = 0; offset < 3; offset++) {
            consumer.scheduleNopPollTask();
            consumer.scheduleNopPollTask();
            comes(ONE, offset);
        }

        records.all(List.of(TOPIC), record -> told.add(record.offset()));

        assertThat(told).containsExactly(0L, 1L, 2L);
    }

    @Test
    void aRecordIsFoundAtItsPlaceAndNotWhereCompactionHasRemovedIt() {
        consumer.updateEndOffsets(Map.of(ONE, 6L));
        comes(ONE, 4, 5);
        assertThat(records.at(ONE, 4).map(ConsumerRecord::offset)).contains(4L);

        comes(ONE, 4, 5);
        assertThat(records.at(ONE, 3)).isEmpty();
        assertThat(records.at(ONE, 6)).isEmpty();
    }

    /** With the next look. */
    private void comes(TopicPartition partition, long... offsets) {
        consumer.schedulePollTask(() -> {
            for (long offset : offsets) {
                consumer.addRecord(
                        new ConsumerRecord<>(TOPIC, partition.partition(), offset, new byte[0], new byte[0]));
            }
        });
    }
}
