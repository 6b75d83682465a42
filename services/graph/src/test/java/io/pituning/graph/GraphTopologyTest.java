package io.pituning.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pituning.schemas.EventCodec;
import io.pituning.schemas.Topic;
import io.pituning.schemas.event.ExpertShape;
import io.pituning.schemas.event.Neighbor;
import io.pituning.schemas.event.StepFailed;
import io.pituning.schemas.event.TaskEmbedded;
import io.pituning.schemas.event.TaskNeighbors;
import io.pituning.schemas.event.TaskRegistered;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GraphTopologyTest {
    private static final EventCodec CODEC = new EventCodec();
    private static final Duration SETTLE = Duration.ofSeconds(10);

    @TempDir
    private Path state;

    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> vectors;
    private TestOutputTopic<String, byte[]> neighbors;
    private TestOutputTopic<String, byte[]> failures;

    @AfterEach
    void closeDriver() {
        driver.close();
    }

    @Test
    void aFirstTaskHasNoNeighbors() {
        start(Retune.OFF, Duration.ZERO);

        arrive(Vectors.task("first", 10));

        assertThat(written()).singleElement().satisfies(event -> {
            assertThat(event.task()).isEqualTo("first");
            assertThat(event.neighbors()).isEmpty();
            assertThat(event.revision()).isEqualTo(1);
        });
    }

    @Test
    void theNearestTasksComeFirstAndNoMoreThanAskedFor() {
        start(Retune.OFF, Duration.ZERO);
        arrive(Vectors.task("far", 85));
        arrive(Vectors.task("near", 22));
        arrive(Vectors.task("middle", 40));
        written();

        arrive(Vectors.task("newcomer", 20, 2));

        TaskNeighbors neighborhood = written().get(0);
        assertThat(neighborhood.neighbors()).extracting(Neighbor::task).containsExactly("near", "middle");
        assertThat(neighborhood.neighbors().get(0).similarity())
                .isGreaterThan(neighborhood.neighbors().get(1).similarity());
        assertThat(neighborhood.neighbors().get(0).expertArtifact())
                .isEqualTo(Vectors.task("near", 22).expertArtifact());
    }

    @Test
    void anUnchangedVectorIsWrittenOnce() {
        start(Retune.ON_CHANGE, Duration.ZERO);
        arrive(Vectors.task("one", 10));

        arrive(Vectors.task("one", 10));

        assertThat(written()).hasSize(1);
    }

    @Test
    void tasksOnAnotherFoundationModelAreNoNeighbors() {
        start(Retune.OFF, Duration.ZERO);
        arrive(Vectors.onFoundation("elsewhere", 10, "f".repeat(64)));

        arrive(Vectors.task("here", 10));

        assertThat(written().get(1).neighbors()).isEmpty();
    }

    static Stream<ExpertShape> shapes() {
        return Stream.of(
                shape("lora", 8),
                shape("lora", 4),
                ExpertShape.of("lora", OptionalInt.of(8), Optional.of(List.of("q_proj", "v_proj")), 100),
                shape("adapter", 8),
                shape("prompt", 8),
                shape("prompt", 4),
                ExpertShape.of("bitfit", OptionalInt.empty(), Optional.empty(), 100));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void onlyTasksWhoseExpertsHaveTheSameMethodAndShapeAreNeighbors(ExpertShape shape) {
        start(Retune.OFF, Duration.ZERO);
        shapes().forEach(other -> arrive(Vectors.ofShape(nameOf(other), 10, other)));
        written();

        arrive(Vectors.ofShape("newcomer", 12, shape));

        assertThat(written().get(0).neighbors()).extracting(Neighbor::task).containsExactly(nameOf(shape));
    }

    @Test
    void aTombstoneTakesTheTaskOutAndIsPassedOn() {
        start(Retune.OFF, Duration.ZERO);
        arrive(Vectors.task("retired", 10));
        written();

        vectors.pipeInput("retired", (byte[]) null);
        TestRecord<String, byte[]> tombstone = neighbors.readRecord();
        arrive(Vectors.task("later", 10));

        assertThat(tombstone.key()).isEqualTo("retired");
        assertThat(tombstone.value()).isNull();
        assertThat(written().get(0).neighbors()).isEmpty();
    }

    @Test
    void aRecordThatIsNoVectorBecomesAFailureAndTheNextOneIsTaken() {
        start(Retune.OFF, Duration.ZERO);

        vectors.pipeInput("broken", "{not json".getBytes(StandardCharsets.UTF_8));
        arrive(Vectors.task("good", 10));

        StepFailed failed = CODEC.decode(StepFailed.class, failures.readValue());
        assertThat(failed.code()).isEqualTo("record-unparsable");
        assertThat(failed.original().topic()).isEqualTo(Topic.TASK_VECTORS.topicName());
        assertThat(failed.original().value()).contains("{not json");
        assertThat(written()).extracting(TaskNeighbors::task).containsExactly("good");
    }

    @Test
    void aNewRegistrationStartsAgainAtRevisionOne() {
        start(Retune.ON_CHANGE, Duration.ZERO);
        arrive(Vectors.task("one", 10));
        arrive(Vectors.task("other", 12));
        written();

        TaskRegistered again = TaskRegistered.of("one", "builtin:any").withSeed(8);
        arrive(Vectors.task(again, 11, Vectors.task("one", 10).foundation().sha256()));

        assertThat(written())
                .filteredOn(event -> event.task().equals("one"))
                .extracting(TaskNeighbors::registration, TaskNeighbors::revision)
                .containsExactly(tuple(again.registrationId(), 1));
    }

    @Test
    void withoutRetuningEarlierTasksAreLeftAlone() {
        start(Retune.OFF, Duration.ZERO);
        arrive(Vectors.task("early", 10));

        arrive(Vectors.task("late", 12));

        assertThat(written()).extracting(TaskNeighbors::task).containsExactly("early", "late");
    }

    @Test
    void onChangeATaskWhoseNearestChangedIsWrittenAgain() {
        start(Retune.ON_CHANGE, Duration.ZERO);
        arrive(Vectors.task("early", 10, 1));
        arrive(Vectors.task("closer", 14));
        written();

        arrive(Vectors.task("far", 89));
        assertThat(written()).extracting(TaskNeighbors::task).doesNotContain("early");

        arrive(Vectors.task("closest", 11));
        assertThat(written())
                .filteredOn(event -> event.task().equals("early"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.revision()).isEqualTo(3);
                    assertThat(event.neighbors()).extracting(Neighbor::task).containsExactly("closest");
                });
    }

    @Test
    void tasksThatArriveTogetherAreWrittenTogetherOnceTheyHaveSettled() {
        start(Retune.OFF, SETTLE);
        arrive(Vectors.task("one", 10));
        driver.advanceWallClockTime(SETTLE.dividedBy(2));
        arrive(Vectors.task("two", 12));
        driver.advanceWallClockTime(SETTLE.dividedBy(2));
        assertThat(written()).isEmpty();

        driver.advanceWallClockTime(SETTLE);

        List<TaskNeighbors> written = written();
        assertThat(written).hasSize(2);
        assertThat(written).allSatisfy(event -> assertThat(event.neighbors()).hasSize(1));
    }

    @Test
    void nothingIsWrittenBeforeEnoughTasksAreKnown() {
        start(new GraphSettings(Retune.OFF, Duration.ZERO, 2));
        arrive(Vectors.task("one", 10));
        assertThat(written()).isEmpty();

        arrive(Vectors.task("two", 12));
        assertThat(written()).hasSize(2).allSatisfy(event -> assertThat(event.neighbors())
                .hasSize(1));

        arrive(Vectors.task("three", 14));
        assertThat(written()).extracting(TaskNeighbors::task).containsExactly("three");
    }

    private static ExpertShape shape(String method, int size) {
        return ExpertShape.of(method, OptionalInt.of(size), Optional.empty(), 100);
    }

    private static String nameOf(ExpertShape shape) {
        return "task-" + Integer.toHexString(shape.hashCode());
    }

    private void start(Retune retune, Duration settle) {
        start(new GraphSettings(retune, settle, 0));
    }

    private void start(GraphSettings graph) {
        var settings = new Properties();
        settings.put("application.id", "graph-test");
        settings.put("bootstrap.servers", "nowhere:1");
        settings.put("state.dir", state.toString());
        driver = new TopologyTestDriver(GraphTopology.of(CODEC, graph), settings);
        vectors = driver.createInputTopic(
                Topic.TASK_VECTORS.topicName(), new StringSerializer(), new ByteArraySerializer());
        neighbors = driver.createOutputTopic(
                Topic.TASK_NEIGHBORS.topicName(), new StringDeserializer(), new ByteArrayDeserializer());
        failures = driver.createOutputTopic(
                Topic.FAILURES.topicName(), new StringDeserializer(), new ByteArrayDeserializer());
    }

    private void arrive(TaskEmbedded task) {
        vectors.pipeInput(task.task(), CODEC.encode(task));
    }

    /** The neighborhoods written since the last call. */
    private List<TaskNeighbors> written() {
        return neighbors.readValuesToList().stream()
                .map(value -> CODEC.decode(TaskNeighbors.class, value))
                .toList();
    }
}
