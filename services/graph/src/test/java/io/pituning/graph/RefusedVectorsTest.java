package io.pituning.graph;

import static io.pituning.graph.SettingsBuilder.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.schemas.EventCodec;
import io.pituning.schemas.Topic;
import io.pituning.schemas.event.StepFailed;
import io.pituning.schemas.event.TaskNeighbors;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be used becomes a failure, and the next record is taken. */
class RefusedVectorsTest {
    private static final EventCodec CODEC = new EventCodec();
    private static final int KAFKA_DEFAULT_LIMIT = 1024 * 1024;

    @TempDir
    private Path state;

    private GraphDriver graph;

    @BeforeEach
    void start() {
        graph = GraphDriver.start(state, settings().build());
    }

    @AfterEach
    void close() {
        graph.close();
    }

    @Test
    void aTombstoneWhoseKeyIsNoTasksNameBecomesAFailureThatKafkaTakes() {
        String key = "A".repeat(KAFKA_DEFAULT_LIMIT - 100);

        graph.retire(key);
        graph.arrive(Vectors.task("good", 10));

        TestRecord<String, byte[]> failure = graph.failureRecord();
        assertThat(failure.key().length() + failure.value().length).isLessThan(KAFKA_DEFAULT_LIMIT);
        StepFailed failed = CODEC.decode(StepFailed.class, failure.value());
        assertThat(failed.code()).isEqualTo("key-mismatch");
        assertThat(failed.original().value()).isEmpty();
        assertThat(graph.records())
                .as("nothing is passed on under the key")
                .extracting(TestRecord::key)
                .containsExactly("good");
    }

    @Test
    void aRecordThatIsNoVectorBecomesAFailureAndTheNextOneIsTaken() {
        graph.publish("broken", "{not json".getBytes(StandardCharsets.UTF_8));
        graph.arrive(Vectors.task("good", 10));

        StepFailed failed = graph.failure();
        assertThat(failed.code()).isEqualTo("record-unparsable");
        assertThat(failed.original().topic()).isEqualTo(Topic.TASK_VECTORS.topicName());
        assertThat(failed.original().value()).contains("{not json");
        assertThat(graph.written()).extracting(TaskNeighbors::task).containsExactly("good");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[0.0,0.0]", "[0.5,-0.1]", "[]", "[NaN,0.5]", "[1e39,0.5]"})
    void aVectorThatIsNoFisherInformationBecomesAFailure(String values) {
        String good = new String(CODEC.encode(Vectors.ofValues("odd", 0.25f, 0.75f)), StandardCharsets.UTF_8);
        assertThat(good).contains("[0.25,0.75]");

        graph.publish("odd", good.replace("[0.25,0.75]", values).getBytes(StandardCharsets.UTF_8));
        graph.arrive(Vectors.task("good", 10));

        StepFailed failed = graph.failure();
        assertThat(failed.original().key()).contains("odd");
        assertThat(failed.retryable()).isFalse();
        assertThat(graph.written()).extracting(TaskNeighbors::task).containsExactly("good");
    }

    @Test
    void aVectorLargerThanAStoresChangelogTakesBecomesAFailure() {
        graph.arrive(Vectors.ofValues("huge", ones(270_000)));
        graph.arrive(Vectors.ofValues("large", ones(149_999)));

        StepFailed failed = graph.failure();
        assertThat(failed.task()).contains("huge");
        assertThat(failed.code()).isEqualTo("event-too-large");
        assertThat(graph.written()).extracting(TaskNeighbors::task).containsExactly("large");
    }

    @Test
    void aRecordWithALongerAddressThanNeighborhoodsTakeBecomesAFailure() {
        graph.arrive(Vectors.atAddress("far", "file:///" + "a".repeat(400_000)));
        graph.arrive(Vectors.task("good", 10));

        StepFailed failed = graph.failure();
        assertThat(failed.task()).contains("far");
        assertThat(failed.code()).isEqualTo("event-too-large");
        assertThat(graph.written()).extracting(TaskNeighbors::task).containsExactly("good");
    }

    @ParameterizedTest
    @CsvSource({"a, 992", "é, 496", "\\, 496"})
    void anAddressIsAsLongAsItIsInARecord(String letter, int most) {
        graph.arrive(Vectors.atAddress("longer", "file:///" + letter.repeat(most + 1)));
        graph.arrive(Vectors.atAddress("longest", "file:///" + letter.repeat(most)));

        StepFailed failed = graph.failure();
        assertThat(failed.task()).contains("longer");
        assertThat(failed.code()).isEqualTo("event-too-large");
        assertThat(failed.message()).contains("at most 1000 are allowed");
        assertThat(graph.written()).extracting(TaskNeighbors::task).containsExactly("longest");
    }

    private static float[] ones(int count) {
        float[] values = new float[count];
        Arrays.fill(values, 1);
        return values;
    }
}
