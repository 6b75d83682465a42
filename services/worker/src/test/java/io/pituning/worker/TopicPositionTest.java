package io.pituning.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TopicPositionTest {
    private static final TopicPartition PARTITION = new TopicPartition("pi.tuned-experts", 0);

    private final CountingConsumer consumer = new CountingConsumer();
    private final TopicPosition position = new TopicPosition();

    @BeforeEach
    void getThePartition() {
        consumer.assign(List.of(PARTITION));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        position.onPartitionsAssigned(consumer, List.of(PARTITION));
    }

    @Test
    void aPartitionThatIsNewIsReadFromItsBeginning() {
        assertThat(consumer.position(PARTITION)).isZero();
    }

    @Test
    void aPartitionThatComesBackIsReadOnBehindTheLastRecordThatWasDealtWith() {
        consumer.handedOut = 5;
        position.dealtWith(record(0));
        position.dealtWith(record(3));

        position.onPartitionsRevoked(consumer, List.of(PARTITION));
        position.onPartitionsAssigned(consumer, List.of(PARTITION));

        assertThat(consumer.position(PARTITION)).isEqualTo(4);
    }

    @Test
    void isThroughWhenAllThatWasHandedOutIsDealtWith() {
        consumer.handedOut = 2;
        position.dealtWith(record(0));
        assertThat(position.isThrough(consumer)).isFalse();

        position.dealtWith(record(1));
        assertThat(position.isThrough(consumer)).isTrue();
    }

    @Test
    void whatWasHandedOutAndDroppedWithItsPartitionIsNotWaitedFor() {
        consumer.handedOut = 5;
        position.dealtWith(record(0));

        position.onPartitionsRevoked(consumer, List.of(PARTITION));
        position.onPartitionsAssigned(consumer, List.of(PARTITION));
        consumer.handedOut = 6;

        assertThat(position.isThrough(consumer)).isFalse();
        position.dealtWith(record(1));
        assertThat(position.isThrough(consumer)).isTrue();
    }

    @Test
    void whatIsHandedOutOfPartitionsThatStayIsWaitedForWhenOthersCome() {
        consumer.handedOut = 5;
        position.dealtWith(record(0));

        position.onPartitionsAssigned(consumer, List.of());

        assertThat(position.isThrough(consumer)).isFalse();
    }

    private static ConsumerRecord<String, byte[]> record(long offset) {
        return new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), offset, "mood", new byte[0]);
    }

    /** A consumer that says how many records it has handed out, as a real one does. */
    private static final class CountingConsumer extends MockConsumer<String, byte[]> {
        private double handedOut;

        CountingConsumer() {
            super("earliest");
        }

        @Override
        public Map<MetricName, ? extends Metric> metrics() {
            Map<MetricName, Metric> metrics = new HashMap<>();
            put(metrics, handedOut, Map.of("client-id", "worker"));
            put(metrics, handedOut, Map.of("client-id", "worker", "topic", PARTITION.topic()));
            return metrics;
        }

        private static void put(Map<MetricName, Metric> metrics, double value, Map<String, String> tags) {
            var name = new MetricName("records-consumed-total", "consumer-fetch-manager-metrics", "", tags);
            metrics.put(name, new Metric() {
                @Override
                public MetricName metricName() {
                    return name;
                }

                @Override
                public Object metricValue() {
                    return value;
                }
            });
        }
    }
}
