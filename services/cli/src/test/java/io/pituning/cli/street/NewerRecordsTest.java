package io.pituning.cli.street;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.schemas.event.Original;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class NewerRecordsTest {
    private static final String TOPIC = "pi.tasks";

    private final NewerRecords newer = new NewerRecords();

    @Test
    void aLaterRecordOfTheSameKeySupersedes() {
        newer.take(record(TOPIC, 2, 5, 100, "mood"));
        newer.take(record(TOPIC, 2, 6, 100, "mood"));

        assertThat(newer.supersede(original("mood", 2, 5))).isTrue();
        assertThat(newer.supersede(original("mood", 2, 6))).isFalse();
    }

    @Test
    void aRecordThatCompactionHasRemovedIsSupersededByTheOneThatStays() {
        newer.take(record(TOPIC, 2, 6, 100, "mood"));

        assertThat(newer.supersede(original("mood", 2, 5))).isTrue();
    }

    @Test
    void anotherKeyOrAnotherTopicSupersedesNothing() {
        newer.take(record(TOPIC, 2, 5, 100, "mood"));
        newer.take(record(TOPIC, 2, 6, 200, "trec"));
        newer.take(record("pi.experts", 2, 7, 200, "mood"));

        assertThat(newer.supersede(original("mood", 2, 5))).isFalse();
    }

    @Test
    void inAnotherPartitionTheTimeTellsWhichIsNewer() {
        newer.take(record(TOPIC, 2, 5, 100, "mood"));
        newer.take(record(TOPIC, 4, 0, 200, "mood"));

        assertThat(newer.supersede(original("mood", 2, 5))).isTrue();
        assertThat(newer.supersede(original("mood", 4, 0))).isFalse();
    }

    @Test
    void aRecordWithoutAKeyIsNeverSuperseded() {
        newer.take(new ConsumerRecord<>(TOPIC, 2, 6, null, new byte[0]));
        var keyless = Original.of(TOPIC, 2, 5, Optional.empty(), List.of(), Optional.empty());

        assertThat(newer.supersede(keyless)).isFalse();
    }

    static Original original(String key, int partition, long offset) {
        return Original.of(TOPIC, partition, offset, Optional.of(bytes(key)), List.of(), Optional.of(bytes("{}")));
    }

    static ConsumerRecord<byte[], byte[]> record(String topic, int partition, long offset, long timestamp, String key) {
        return new ConsumerRecord<>(
                topic,
                partition,
                offset,
                timestamp,
                TimestampType.CREATE_TIME,
                key.length(),
                0,
                bytes(key),
                new byte[0],
                new RecordHeaders(),
                Optional.empty());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
