package io.pituning.cli.street;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.schemas.event.Original;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class NewerRecordsTest {
    private static final String TOPIC = "pi.tasks";

    private final NewerRecords newer = new NewerRecords();

    @Test
    void aLaterRecordOfTheSameKeySupersedes() {
        newer.take(Mood.record(TOPIC, 2, 5, 100, "mood"));
        newer.take(Mood.record(TOPIC, 2, 6, 100, "mood"));

        assertThat(newer.supersede(Mood.original("mood", 2, 5))).isTrue();
        assertThat(newer.supersede(Mood.original("mood", 2, 6))).isFalse();
    }

    @Test
    void aRecordThatCompactionHasRemovedIsSupersededByTheOneThatStays() {
        newer.take(Mood.record(TOPIC, 2, 6, 100, "mood"));

        assertThat(newer.supersede(Mood.original("mood", 2, 5))).isTrue();
    }

    @Test
    void anotherKeyOrAnotherTopicSupersedesNothing() {
        newer.take(Mood.record(TOPIC, 2, 5, 100, "mood"));
        newer.take(Mood.record(TOPIC, 2, 6, 200, "trec"));
        newer.take(Mood.record("pi.experts", 2, 7, 200, "mood"));

        assertThat(newer.supersede(Mood.original("mood", 2, 5))).isFalse();
    }

    @Test
    void inAnotherPartitionTheTimeTellsWhichIsNewer() {
        newer.take(Mood.record(TOPIC, 2, 5, 100, "mood"));
        newer.take(Mood.record(TOPIC, 4, 0, 200, "mood"));

        assertThat(newer.supersede(Mood.original("mood", 2, 5))).isTrue();
        assertThat(newer.supersede(Mood.original("mood", 4, 0))).isFalse();
    }

    @Test
    void aRecordWithoutAKeyIsNeverSuperseded() {
        newer.take(new ConsumerRecord<>(TOPIC, 2, 6, null, new byte[0]));
        var keyless = Original.of(TOPIC, 2, 5, Optional.empty(), List.of(), Optional.empty());

        assertThat(newer.supersede(keyless)).isFalse();
    }
}
