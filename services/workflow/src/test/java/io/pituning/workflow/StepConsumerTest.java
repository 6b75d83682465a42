package io.pituning.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.schemas.EventCodec;
import io.pituning.schemas.FailureCode;
import io.pituning.schemas.Topic;
import io.pituning.schemas.event.Artifact;
import io.pituning.schemas.event.Event;
import io.pituning.schemas.event.ExpertShape;
import io.pituning.schemas.event.ExpertTrained;
import io.pituning.schemas.event.FoundationRef;
import io.pituning.schemas.event.OwnMetrics;
import io.pituning.schemas.event.Score;
import io.pituning.schemas.event.Step;
import io.pituning.schemas.event.StepFailed;
import io.pituning.schemas.event.TaskRegistered;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StepConsumerTest {
    private static final TopicPartition PARTITION = new TopicPartition("pi.tasks", 0);
    private static final Set<TopicPartition> PARTITIONS = Set.of(PARTITION);
    private static final int LOOK_AHEAD = 4;

    private final MockProducer<String, byte[]> broker =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    private final MockConsumer<String, byte[]> group = new MockConsumer<>("earliest");
    /** Steps of these tasks go on until they are let go or asked to give up. */
    private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();

    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final StepConsumer<TaskRegistered> consumer = consumer(broker, Duration.ofSeconds(30));
    private long offset;

    private StepConsumer<TaskRegistered> consumer(MockProducer<String, byte[]> producer, Duration grace) {
        return consumer(producer, grace, this::step);
    }

    private static StepConsumer<TaskRegistered> consumer(
            MockProducer<String, byte[]> producer,
            Duration grace,
            BiFunction<TaskRegistered, StepContext, Optional<Event>> step) {
        return consumer(producer, grace, new RetryPolicy(1, Duration.ZERO, Duration.ZERO), step);
    }

    private static StepConsumer<TaskRegistered> consumer(
            MockProducer<String, byte[]> producer,
            Duration grace,
            RetryPolicy retries,
            BiFunction<TaskRegistered, StepContext, Optional<Event>> step) {
        var codec = new EventCodec();
        return new StepConsumer<>(
                new RecordStep<>(TaskRegistered.class, codec, Failures.of(Step.TRAIN), retries, step),
                Topic.EXPERTS,
                new EventRecords("/test", codec, Clock.systemUTC()),
                new StepPublisher(() -> producer),
                event -> {},
                new StepSettings(2, LOOK_AHEAD, Duration.ofDays(1), grace, Duration.ofDays(1)));
    }

    @BeforeEach
    void join() {
        consumer.onPartitionsAssigned(group, PARTITIONS);
    }

    @AfterEach
    void end() {
        held.values().forEach(CountDownLatch::countDown);
        consumer.stop();
    }

    private Optional<Event> step(TaskRegistered request, StepContext context) {
        String name = request.task() + request.seed();
        running.add(name);
        try {
            CountDownLatch hold = held.getOrDefault(name, new CountDownLatch(0));
            while (!hold.await(5, TimeUnit.MILLISECONDS)) {
                context.stop().check();
            }
            return Optional.of(trained(request));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            running.remove(name);
        }
    }

    @Test
    void publishesWhatAStepMadeTogetherWithHowFarThePartitionIsDone() {
        register("pets", 1);

        waiting().until(() -> committed() == 1);
        assertThat(published()).containsExactly("pets1");
    }

    @Test
    void aLongStepKeepsNobodyElsesWaitingAndHoldsBackOnlyTheOffset() {
        hold("pets1");
        register("pets", 1);
        register("dogs", 1);

        waiting().until(() -> published().equals(List.of("dogs1")));
        assertThat(committed()).as("after the later one alone").isZero();
        held.get("pets1").countDown();
        waiting().until(() -> committed() == 2);
        assertThat(published()).containsExactly("dogs1", "pets1");
    }

    @Test
    void recordsOfOneTaskKeepTheirOrder() {
        hold("pets1");
        register("pets", 1);
        register("pets", 1);
        register("dogs", 1);
        waiting().until(() -> published().equals(List.of("dogs1")));

        held.get("pets1").countDown();

        waiting().until(() -> committed() == 3);
        assertThat(published()).containsExactly("dogs1", "pets1", "pets1");
    }

    @Test
    void aNewerRegistrationStopsTheStepOfTheOlderWhichEmitsNothing() {
        hold("pets1");
        register("pets", 1);
        waiting().until(() -> running.contains("pets1"));

        register("pets", 2);

        waiting().until(() -> committed() == 2);
        assertThat(published()).containsExactly("pets2");
    }

    @Test
    void aTombstoneStopsTheStepAndIsPassedOn() {
        hold("pets1");
        register("pets", 1);
        waiting().until(() -> running.contains("pets1"));

        take("pets", null);

        waiting().until(() -> committed() == 2);
        assertThat(broker.history()).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo("pets");
            assertThat(record.value()).isNull();
            assertThat(record.topic()).isEqualTo("pi.experts");
        });
    }

    @Test
    void neitherTheSameRegistrationAgainNorNonsenseStopsAStep() {
        hold("pets1");
        register("pets", 1);
        waiting().until(() -> running.contains("pets1"));

        register("pets", 1);
        take("pets", "nonsense");
        held.get("pets1").countDown();

        waiting().until(() -> committed() == 3);
        assertThat(broker.history())
                .extracting(record -> record.topic())
                .containsExactly("pi.experts", "pi.experts", "pi.failures");
    }

    @Test
    void aPartitionIsHandedOverWhenItsStepsHaveGivenUpAndNothingOfItIsPublished() {
        hold("pets1");
        register("pets", 1);
        waiting().until(() -> running.contains("pets1"));

        consumer.onPartitionsRevoked(group, PARTITIONS);

        assertThat(running).isEmpty();
        assertThat(broker.history()).isEmpty();
        assertThat(broker.consumerGroupOffsetsHistory()).isEmpty();
        register("pets", 1);
        assertThat(running).as("a record of another's partition").isEmpty();
    }

    @Test
    void aRecordThatWaitedForRoomIsNotTakenOfAPartitionThatLeaves() {
        hold("pets1");
        for (int i = 0; i < LOOK_AHEAD; i++) {
            register("pets", 1);
        }
        hold("dogs1");
        Thread next = registerWithoutRoom("dogs");
        waiting().until(() -> running.contains("pets1"));

        consumer.onPartitionsRevoked(group, PARTITIONS);

        waiting().until(() -> !next.isAlive());
        assertThat(running).isEmpty();
        assertThat(broker.history()).isEmpty();
    }

    @Test
    void aSupersededStepThatEndsAfterItsPartitionHasGoneHoldsUpNobody() {
        var producer = new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
        var finish = new CountDownLatch(1);
        var begun = new CountDownLatch(1);
        StepConsumer<TaskRegistered> impatient = consumer(producer, Duration.ofMillis(50), (request, context) -> {
            begun.countDown();
            await(finish);
            return Optional.of(trained(request));
        });
        impatient.onPartitionsAssigned(group, PARTITIONS);
        impatient.take(registration("pets", 1));
        await(begun);
        impatient.take(registration("pets", 2));

        impatient.onPartitionsRevoked(group, PARTITIONS);
        impatient.onPartitionsAssigned(group, PARTITIONS);
        finish.countDown();
        impatient.take(registration("pets", 3));

        waiting().until(() -> published(producer).contains("pets3"));
        assertThat(published(producer)).containsExactly("pets3");
        impatient.stop();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aTombstoneWhoseKeyIsNoTasksNameIsAFailure() {
        take("A".repeat(100), null);

        waiting().until(() -> committed() == 1);
        assertThat(onlyFailure(broker).code()).isEqualTo("key-mismatch");
    }

    @Test
    void whatIsPublishedByAnInstanceThatTheGroupKnowsNoMoreIsNotSeen() {
        hold("pets1");
        register("pets", 1);
        waiting().until(() -> running.contains("pets1"));
        broker.sendOffsetsToTransactionException = new CommitFailedException();

        held.get("pets1").countDown();
        waiting().until(() -> broker.transactionAborted());
        consumer.onPartitionsRevoked(group, PARTITIONS);
        broker.sendOffsetsToTransactionException = null;

        assertThat(broker.history()).isEmpty();
    }

    @Test
    void anInstanceThatTheGroupKnowsAgainPublishes() {
        broker.sendOffsetsToTransactionException = new CommitFailedException();
        register("pets", 1);
        waiting().until(() -> broker.transactionAborted());

        broker.sendOffsetsToTransactionException = null;

        waiting().until(() -> committed() == 1);
        assertThat(published()).containsExactly("pets1");
    }

    @Test
    void aBrokerThatDoesNotAnswerIsAskedAgainUntilItDoes() {
        broker.commitTransactionException = new TimeoutException("no broker");
        register("pets", 1);
        waiting().until(() -> broker.transactionAborted());

        broker.commitTransactionException = null;

        waiting().until(() -> committed() == 1);
        assertThat(published()).containsExactly("pets1");
    }

    @Test
    void aStopGivesUpRunningStepsAndCommitsNothingOfThem() {
        hold("pets1");
        register("pets", 1);
        register("pets", 1);
        waiting().until(() -> running.contains("pets1"));

        consumer.stop();
        consumer.awaitStop();

        assertThat(running).isEmpty();
        assertThat(broker.history()).isEmpty();
        assertThat(broker.consumerGroupOffsetsHistory()).isEmpty();
    }

    @Test
    void aStopWaitsForABrokerThatIsAwayNoLongerThanTheGrace() {
        var silent = new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
        StepConsumer<TaskRegistered> impatient = consumer(silent, Duration.ofMillis(50));
        impatient.onPartitionsAssigned(group, PARTITIONS);
        impatient.take(registration("pets", 1));
        waiting().until(silent::transactionInFlight);

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> {
            impatient.stop();
            impatient.awaitStop();
        });

        assertThat(stopped).succeedsWithin(Duration.ofSeconds(30));
        assertThat(silent.closed()).isTrue();
    }

    @Test
    void noMoreRecordsAreTakenThanTheLookAhead() {
        hold("pets1");
        for (int i = 0; i < LOOK_AHEAD; i++) {
            register("pets", 1);
        }
        waiting().until(() -> running.contains("pets1"));
        hold("dogs1");

        registerWithoutRoom("dogs");

        assertThat(running).containsExactly("pets1");
        held.values().forEach(CountDownLatch::countDown);
        waiting().until(() -> committed() == LOOK_AHEAD + 1);
        assertThat(published()).containsOnlyOnce("dogs1");
    }

    /** Registers a task beside the test, and returns once that waits for room. */
    private Thread registerWithoutRoom(String task) {
        var next = new Thread(() -> register(task, 1));
        next.start();
        waiting().until(() -> next.getState() == Thread.State.TIMED_WAITING);
        return next;
    }

    @Test
    void aStepThatFailsForWhatMayPassIsTriedAgainAndItsResultPublishedOnce() {
        var producer = new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());

        tryThrice(producer, 2);

        assertThat(published(producer)).containsExactly("pets1");
    }

    @Test
    void aStepThatFailsEachTimeIsAFailureThatTellsOfTheLastTry() {
        var producer = new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());

        tryThrice(producer, Integer.MAX_VALUE);

        StepFailed failed = onlyFailure(producer);
        assertThat(failed.code()).isEqualTo("artifact-store-unavailable");
        assertThat(failed.attempt()).isEqualTo(3);
    }

    /** Takes a registration whose step fails so many times, and returns once it is done. */
    private void tryThrice(MockProducer<String, byte[]> producer, int failures) {
        var tries = new AtomicInteger();
        StepConsumer<TaskRegistered> stubborn = consumer(
                producer,
                Duration.ofSeconds(30),
                new RetryPolicy(3, Duration.ZERO, Duration.ZERO),
                (request, context) -> {
                    if (tries.incrementAndGet() <= failures) {
                        throw new StepException(FailureCode.ARTIFACT_STORE_UNAVAILABLE, "Away.", "Wait.");
                    }
                    return Optional.of(trained(request));
                });
        stubborn.onPartitionsAssigned(group, PARTITIONS);

        stubborn.take(registration("pets", 1));

        waiting().until(() -> committed(producer) == 1);
        stubborn.stop();
    }

    @Test
    void aResultThatKafkaFindsTooLargeIsAFailureAndTheRecordIsDone() {
        var narrow = new NarrowBroker();
        StepConsumer<TaskRegistered> large = consumer(narrow, Duration.ofSeconds(30));
        large.onPartitionsAssigned(group, PARTITIONS);

        large.take(registration("pets", 1));

        waiting().until(() -> committed(narrow) == 1);
        assertThat(onlyFailure(narrow).code()).isEqualTo("event-too-large");
        large.stop();
    }

    /** A broker that finds every expert too large. */
    private static final class NarrowBroker extends MockProducer<String, byte[]> {
        NarrowBroker() {
            super(true, null, new StringSerializer(), new ByteArraySerializer());
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
            return record.topic().equals(Topic.EXPERTS.topicName())
                    ? CompletableFuture.failedFuture(new RecordTooLargeException("1048577 bytes"))
                    : super.send(record);
        }
    }

    @Test
    void aPartitionThatAnotherInstanceHasAlreadyIsWaitedForNoLongerAndNothingOfItIsPublished() {
        var producer = new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
        var finish = new CountDownLatch(1);
        var begun = new CountDownLatch(1);
        StepConsumer<TaskRegistered> patient = consumer(producer, Duration.ofDays(1), (request, context) -> {
            begun.countDown();
            await(finish);
            return Optional.of(trained(request));
        });
        patient.onPartitionsAssigned(group, PARTITIONS);
        patient.take(registration("pets", 1));
        await(begun);

        CompletableFuture<Void> revoked =
                CompletableFuture.runAsync(() -> patient.onPartitionsRevoked(new Expelled(), PARTITIONS));

        assertThat(revoked).as("while the step still runs").succeedsWithin(Duration.ofSeconds(10));
        finish.countDown();
        patient.stop();
        patient.awaitStop();
        assertThat(producer.history()).isEmpty();
        assertThat(producer.consumerGroupOffsetsHistory()).isEmpty();
    }

    /** A consumer whose group knows it no more: it has no generation. */
    private static final class Expelled extends MockConsumer<String, byte[]> {
        Expelled() {
            super("earliest");
        }

        @Override
        public synchronized ConsumerGroupMetadata groupMetadata() {
            return new ConsumerGroupMetadata("g");
        }
    }

    private void hold(String step) {
        held.put(step, new CountDownLatch(1));
    }

    private void register(String task, int seed) {
        consumer.take(registration(task, seed));
    }

    private void take(String key, String value) {
        consumer.take(record(key, value));
    }

    private ConsumerRecord<String, byte[]> registration(String task, int seed) {
        return record(task, "{\"task\":\"%s\",\"dataset\":\"builtin:pets\",\"seed\":%d}".formatted(task, seed));
    }

    private ConsumerRecord<String, byte[]> record(String key, String value) {
        byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
        return new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), offset++, key, bytes);
    }

    /** Task and seed of each expert that was published, in order. */
    private List<String> published() {
        return published(broker);
    }

    private static List<String> published(MockProducer<String, byte[]> broker) {
        return broker.history().stream()
                .map(record -> new EventCodec().decode(ExpertTrained.class, record.value()))
                .map(event -> event.task() + event.seed())
                .toList();
    }

    /** The failure that is all that was published. */
    private static StepFailed onlyFailure(MockProducer<String, byte[]> broker) {
        assertThat(broker.history())
                .singleElement()
                .extracting(ProducerRecord::topic)
                .isEqualTo(Topic.FAILURES.topicName());
        return new EventCodec().decode(StepFailed.class, broker.history().get(0).value());
    }

    private long committed() {
        return committed(broker);
    }

    private long committed(MockProducer<String, byte[]> broker) {
        List<Map<String, Map<TopicPartition, OffsetAndMetadata>>> history = broker.consumerGroupOffsetsHistory();
        return history.isEmpty()
                ? -1
                : history.get(history.size() - 1)
                        .get(group.groupMetadata().groupId())
                        .get(PARTITION)
                        .offset();
    }

    private static ConditionFactory waiting() {
        return Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(5));
    }

    private static ExpertTrained trained(TaskRegistered request) {
        var score = new Score(0.5, 1, 10);
        return new ExpertTrained(
                request.task(),
                request.registrationId(),
                request,
                new FoundationRef("pi-nano", "a".repeat(64)),
                request.seed(),
                1,
                ExpertShape.lora(8, 100),
                new Artifact("file:///a", "0".repeat(64), 1),
                new OwnMetrics(score, score, Optional.empty()));
    }
}
