package io.pituning.cli.street;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pituning.schemas.event.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(8)
class ResubmissionTest {
    private static final TopicPartition PLACE = new TopicPartition("pi.tasks", 2);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final Failure first = failed(Step.TRAIN, 5);
    private final Failure second = failed(Step.TRAIN, 6);

    @BeforeEach
    void onlyTheSecondRecordIsStillThere() {
        consumer.updateBeginningOffsets(Map.of(PLACE, 6L));
        consumer.updateEndOffsets(Map.of(PLACE, 7L));
        consumer.schedulePollTask(() -> consumer.addRecord(Mood.record("pi.tasks", 2, 6, 100, "mood")));
    }

    @Test
    void whatStandsIsPublishedAgainAndWhatDoesNotIsSkipped() {
        List<Resubmission> resubmissions = of(List.of(first, second), List.of(second));

        assertThat(resubmissions)
                .extracting(Resubmission::place, Resubmission::reason)
                .containsExactly(
                        tuple(
                                "pi.tasks partition 2 offset 5",
                                "skipped: overcome since, or of an earlier registration"),
                        tuple("pi.tasks partition 2 offset 6", "published again"));
        assertThat(resubmissions).extracting(Resubmission::record).first().isEqualTo(Optional.empty());
        assertThat(resubmissions.get(1).record().map(ProducerRecord::partition)).contains(2);
    }

    @Test
    void whereNothingStandsNothingIsPublished() {
        assertThat(of(List.of(first, second), List.of()))
                .hasSize(2)
                .allSatisfy(resubmission -> assertThat(resubmission.record()).isEmpty());
    }

    @Test
    void aRecordThatTwoStepsFailedOnIsPublishedOnce() {
        Failure other = failed(Step.GRAPH, 6);

        assertThat(of(List.of(second, other), List.of(second, other))).hasSize(1);
    }

    private List<Resubmission> of(List<Failure> failures, List<Failure> standing) {
        return Resubmission.of(failures, standing, new Records(consumer, System::nanoTime));
    }

    private static Failure failed(Step step, long offset) {
        return new Failure(Mood.failed(step, Optional.of(Mood.REGISTRATION), offset), Instant.EPOCH);
    }
}
