package io.pituning.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pituning.learning.similarity.Similarity;
import io.pituning.schemas.EventCodec;
import io.pituning.schemas.Topic;
import io.pituning.schemas.event.ExpertShape;
import io.pituning.schemas.event.Neighbor;
import io.pituning.schemas.event.NeighborhoodChange;
import io.pituning.schemas.event.StepFailed;
import io.pituning.schemas.event.TaskEmbedded;
import io.pituning.schemas.event.TaskNeighbors;
import io.pituning.schemas.event.TaskRegistered;
import io.pituning.schemas.event.Tuning;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GraphTopologyTest {
    private static final EventCodec CODEC = new EventCodec();
    private static final Duration SETTLE = Duration.ofSeconds(10);
    private static final int KAFKA_DEFAULT_LIMIT = 1024 * 1024;

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

        TaskNeighbors neighborhood = only("newcomer");
        assertThat(neighborhood.neighbors()).extracting(Neighbor::task).containsExactly("near", "middle");
        assertThat(neighborhood.neighbors().get(0).similarity())
                .isGreaterThan(neighborhood.neighbors().get(1).similarity());
        assertThat(neighborhood.neighbors().get(0).expertArtifact())
                .isEqualTo(Vectors.task("near", 22).expertArtifact());
    }

    @ParameterizedTest
    @CsvSource({"REFERENCE, proportional", "COSINE, parallel"})
    void theConfiguredMeasureSaysWhoIsNear(Similarity measure, String nearest) {
        var comparison = new Comparison(measure, 1, 0, 2 * Shard.SPARE);
        start(new GraphSettings(1, comparison, Duration.ZERO, 0, new RetunePolicy(Retune.OFF, 0, Duration.ZERO)));
        // The cosine looks at the large first value, the reference's measure at how many values are about as large as
        // the other's.
        TaskEmbedded parallel = Vectors.ofValues("parallel", 4, 1, 0.1f);
        arrive(parallel);
        arrive(Vectors.ofValues("proportional", 1.5f, 1, 1));

        TaskEmbedded newcomer = Vectors.ofValues("newcomer", 4, 1, 1);
        arrive(newcomer);

        List<Neighbor> list = only("newcomer").neighbors();
        assertThat(list.get(0).task()).isEqualTo(nearest);
        assertThat(list)
                .filteredOn(neighbor -> neighbor.task().equals("parallel"))
                .extracting(Neighbor::similarity)
                .containsExactly(Vectors.similarity(newcomer, parallel, measure));
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

        assertThat(written()).hasSize(2).allSatisfy(event -> assertThat(event.neighbors())
                .isEmpty());
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

    @Test
    void vectorsOfOtherLengthsNeverMeet() {
        start(Retune.OFF, Duration.ZERO);
        arrive(Vectors.ofValues("longer", 0.25f, 0.5f, 0.75f));

        arrive(Vectors.task("shorter", 10));

        assertThat(only("shorter").neighbors()).isEmpty();
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
    void aTombstoneWhoseKeyIsNoTasksNameBecomesAFailureThatKafkaTakes() {
        start(Retune.OFF, Duration.ZERO);
        String key = "A".repeat(KAFKA_DEFAULT_LIMIT - 100);

        vectors.pipeInput(key, (byte[]) null);
        arrive(Vectors.task("good", 10));

        TestRecord<String, byte[]> failure = failures.readRecord();
        assertThat(failure.key().length() + failure.value().length).isLessThan(KAFKA_DEFAULT_LIMIT);
        StepFailed failed = CODEC.decode(StepFailed.class, failure.value());
        assertThat(failed.code()).isEqualTo("key-mismatch");
        assertThat(failed.original().value()).isEmpty();
        assertThat(neighbors.readRecordsToList())
                .as("nothing is passed on under the key")
                .extracting(TestRecord::key)
                .containsExactly("good");
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

    static Stream<String> valuesThatAreNoFisherInformation() {
        return Stream.of("[0.0,0.0]", "[0.5,-0.1]", "[]", "[NaN,0.5]", "[1e39,0.5]");
    }

    @ParameterizedTest
    @MethodSource("valuesThatAreNoFisherInformation")
    void aVectorThatIsNoFisherInformationBecomesAFailure(String values) {
        start(Retune.OFF, Duration.ZERO);
        String good = new String(CODEC.encode(Vectors.ofValues("odd", 0.25f, 0.75f)), StandardCharsets.UTF_8);
        assertThat(good).contains("[0.25,0.75]");

        vectors.pipeInput("odd", good.replace("[0.25,0.75]", values).getBytes(StandardCharsets.UTF_8));
        arrive(Vectors.task("good", 10));

        StepFailed failed = CODEC.decode(StepFailed.class, failures.readValue());
        assertThat(failed.original().key()).contains("odd");
        assertThat(failed.retryable()).isFalse();
        assertThat(written()).extracting(TaskNeighbors::task).containsExactly("good");
    }

    @Test
    void aVectorLargerThanAStoresChangelogTakesBecomesAFailure() {
        start(Retune.OFF, Duration.ZERO);

        arrive(Vectors.ofValues("huge", ones(270_000)));
        arrive(Vectors.ofValues("large", ones(149_999)));

        StepFailed failed = CODEC.decode(StepFailed.class, failures.readValue());
        assertThat(failed.task()).contains("huge");
        assertThat(failed.code()).isEqualTo("event-too-large");
        assertThat(written()).extracting(TaskNeighbors::task).containsExactly("large");
    }

    @Test
    void aRecordWithALongerAddressThanNeighborhoodsTakeBecomesAFailure() {
        start(Retune.OFF, Duration.ZERO);

        arrive(Vectors.atAddress("far", "file:///" + "a".repeat(400_000)));
        arrive(Vectors.task("good", 10));

        StepFailed failed = CODEC.decode(StepFailed.class, failures.readValue());
        assertThat(failed.task()).contains("far");
        assertThat(failed.code()).isEqualTo("event-too-large");
        assertThat(written()).extracting(TaskNeighbors::task).containsExactly("good");
    }

    private static float[] ones(int count) {
        float[] values = new float[count];
        Arrays.fill(values, 1);
        return values;
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
    void aChangedNeighborhoodTellsWhatIsNewButWithoutRetuningAsksForNothing() {
        start(Retune.OFF, Duration.ZERO);
        arrive(Vectors.task("early", 10));
        assertThat(written()).singleElement().matches(TaskNeighbors::asksForTuning);

        arrive(Vectors.task("late", 12));

        TaskNeighbors changed = only("early");
        assertThat(changed.revision()).isEqualTo(2);
        assertThat(changed.neighbors()).extracting(Neighbor::task).containsExactly("late");
        assertThat(changed.change()).hasValue(new NeighborhoodChange(List.of("late"), List.of(), 1));
        assertThat(changed.tuning()).isEqualTo(new Tuning(1, List.of()));
        assertThat(changed.asksForTuning()).isFalse();
    }

    @Test
    void onChangeATaskWhoseNearestChangedIsToBeTunedAgain() {
        start(Retune.ON_CHANGE, Duration.ZERO);
        arrive(Vectors.task("early", 10, 1));
        arrive(Vectors.task("closer", 14));
        written();

        arrive(Vectors.task("far", 89));
        assertThat(written()).extracting(TaskNeighbors::task).doesNotContain("early");

        arrive(Vectors.task("closest", 11));
        TaskNeighbors changed = only("early");
        assertThat(changed.revision()).isEqualTo(3);
        assertThat(changed.neighbors()).extracting(Neighbor::task).containsExactly("closest");
        assertThat(changed.asksForTuning()).isTrue();
    }

    @Test
    void smallChangesAddUpUntilTheyAskForATuning() {
        start(settings(Retune.ON_CHANGE, 0.6, Duration.ZERO, Duration.ZERO, 0));
        arrive(Vectors.task("far", 40));
        arrive(Vectors.task("farther", 42));
        arrive(Vectors.task("farthest", 44));
        arrive(Vectors.task("middle", 10));
        written();

        arrive(Vectors.task("near", 12));
        TaskNeighbors one = only("middle");
        arrive(Vectors.task("nearer", 11));
        TaskNeighbors two = only("middle");

        assertThat(one.asksForTuning()).isFalse();
        assertThat(one.change().orElseThrow().shift()).isBetween(0.3, 0.4);
        assertThat(two.asksForTuning()).isTrue();
        assertThat(two.change().orElseThrow().shift()).isBetween(0.6, 0.8);
    }

    @Test
    void manyArrivalsInAWindowLeadToOneTuningOfEachTask() {
        Duration window = Duration.ofMinutes(1);
        start(settings(Retune.ON_CHANGE, 0, window, Duration.ZERO, 0));
        arrive(Vectors.task("early", 10));
        written();

        for (int i = 0; i < 20; i++) {
            arrive(Vectors.task("arrival-" + i, 40 - i));
        }
        assertThat(written()).extracting(TaskNeighbors::task).doesNotContain("early");
        driver.advanceWallClockTime(window.multipliedBy(2));

        assertThat(only("early").neighbors())
                .extracting(Neighbor::task)
                .containsExactly("arrival-19", "arrival-18", "arrival-17");
    }

    @Test
    void aListThatLostMoreThanItRememberedIsFilledAgain() {
        start(Retune.OFF, Duration.ZERO);
        arrive(Vectors.task("kept", 10, 2));
        int tasks = 40;
        for (int i = 1; i <= tasks; i++) {
            arrive(Vectors.task("task-" + i, 10 + i));
        }
        for (int i = 1; i <= tasks - 2; i++) {
            vectors.pipeInput("task-" + i, (byte[]) null);
        }

        List<TaskNeighbors> last = neighbors.readRecordsToList().stream()
                .filter(record -> record.key().equals("kept"))
                .map(record -> CODEC.decode(TaskNeighbors.class, record.value()))
                .toList();
        assertThat(last.get(last.size() - 1).neighbors())
                .extracting(Neighbor::task)
                .containsExactly("task-39", "task-40");
    }

    @Test
    void aNewVectorCorrectsEveryListTheOldOneStoodIn() {
        start(Retune.OFF, Duration.ZERO);
        arrive(Vectors.task("one", 10, 1));
        arrive(Vectors.task("moving", 11));
        arrive(Vectors.task("other", 15));
        written();

        TaskRegistered again = TaskRegistered.of("moving", "builtin:any").withSeed(8);
        arrive(Vectors.task(again, 80, Vectors.task("one", 10).foundation().sha256()));

        TaskNeighbors corrected = only("one");
        assertThat(corrected.neighbors()).extracting(Neighbor::task).containsExactly("other");
        assertThat(corrected.change()).hasValueSatisfying(change -> {
            assertThat(change.entered()).containsExactly("other");
            assertThat(change.left()).containsExactly("moving");
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
        start(settings(Retune.OFF, 0, Duration.ZERO, Duration.ZERO, 2));
        arrive(Vectors.task("one", 10));
        assertThat(written()).isEmpty();

        arrive(Vectors.task("two", 12));
        assertThat(written()).hasSize(2).allSatisfy(event -> assertThat(event.neighbors())
                .hasSize(1));

        arrive(Vectors.task("three", 14));
        assertThat(written())
                .filteredOn(TaskNeighbors::asksForTuning)
                .extracting(TaskNeighbors::task)
                .containsExactly("three");
    }

    private static ExpertShape shape(String method, int size) {
        return ExpertShape.of(method, OptionalInt.of(size), Optional.empty(), 100);
    }

    private static String nameOf(ExpertShape shape) {
        return "task-" + Integer.toHexString(shape.hashCode());
    }

    private void start(Retune retune, Duration settle) {
        start(settings(retune, 0, Duration.ZERO, settle, 0));
    }

    private static GraphSettings settings(Retune retune, double shift, Duration window, Duration settle, int gather) {
        return new GraphSettings(1, Comparison.exact(), settle, gather, new RetunePolicy(retune, shift, window));
    }

    private void start(GraphSettings graph) {
        var settings = new Properties();
        settings.put("application.id", "graph-test");
        settings.put("bootstrap.servers", "nowhere:1");
        settings.put("state.dir", state.toString());
        driver = new TopologyTestDriver(new GraphTopology("graph-test", CODEC, graph, new Shards()).build(), settings);
        vectors = driver.createInputTopic(
                Topic.TASK_VECTORS.topicName(), new StringSerializer(), new ByteArraySerializer());
        neighbors = driver.createOutputTopic(
                Topic.TASK_NEIGHBORS.topicName(), new StringDeserializer(), new ByteArrayDeserializer());
        failures = driver.createOutputTopic(
                Topic.FAILURES.topicName(), new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** The only neighborhood of that task written since the last call. */
    private TaskNeighbors only(String task) {
        List<TaskNeighbors> events =
                written().stream().filter(event -> event.task().equals(task)).toList();
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    private void arrive(TaskEmbedded task) {
        vectors.pipeInput(task.task(), CODEC.encode(task));
    }

    /** The neighborhoods written since the last call. */
    private List<TaskNeighbors> written() {
        return neighbors.readValuesToList().stream()
                .filter(Objects::nonNull)
                .map(value -> CODEC.decode(TaskNeighbors.class, value))
                .toList();
    }
}
