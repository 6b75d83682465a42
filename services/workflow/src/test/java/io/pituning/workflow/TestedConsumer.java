package io.pituning.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.schemas.EventCodec;
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
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** A consumer of registrations that has partition 0 of {@code pi.tasks}, and the mocks of the broker and the group it talks to. */
final class TestedConsumer implements AutoCloseable {
    static final int LOOK_AHEAD = 4;
    static final RetryPolicy ONCE = new RetryPolicy(1, Duration.ZERO, Duration.ZERO);

    private static final TopicPartition PARTITION = new TopicPartition("pi.tasks", 0);

    private final MockConsumer<String, byte[]> group = new MockConsumer<>("earliest");
    private final MockProducer<String, byte[]> broker;
    private final StepConsumer<TaskRegistered> consumer;
    private final Duration grace;
    private long offset;

    /** With a broker that answers and steps that are tried once; it waits for them for half a minute. */
    TestedConsumer(BiFunction<TaskRegistered, StepContext, Optional<Event>> step) {
        this(answeringBroker(), Duration.ofSeconds(30), ONCE, step);
    }

    /**
     * @param grace how long the consumer waits for its steps when a partition goes or the process stops
     */
    TestedConsumer(
            MockProducer<String, byte[]> broker,
            Duration grace,
            RetryPolicy retries,
            BiFunction<TaskRegistered, StepContext, Optional<Event>> step) {
        this.broker = broker;
        this.grace = grace;
        var codec = new EventCodec();
        this.consumer = new StepConsumer<>(
                new RecordStep<>(TaskRegistered.class, codec, Failures.of(Step.TRAIN), retries, step),
                Topic.EXPERTS,
                new EventRecords("test", codec, Clock.systemUTC()),
                new StepPublisher(() -> broker),
                event -> {},
                new StepSettings(2, LOOK_AHEAD, Duration.ofDays(1), grace, Duration.ofDays(1)));
        assign();
    }

    static MockProducer<String, byte[]> answeringBroker() {
        return new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    }

    /** A broker that takes everything and confirms nothing. */
    static MockProducer<String, byte[]> silentBroker() {
        return new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
    }

    MockProducer<String, byte[]> broker() {
        return broker;
    }

    void assign() {
        consumer.onPartitionsAssigned(group, Set.of(PARTITION));
    }

    void revoke() {
        revokeAs(group);
    }

    void revokeAs(MockConsumer<String, byte[]> member) {
        consumer.onPartitionsRevoked(member, Set.of(PARTITION));
    }

    void register(String task, int seed) {
        take(task, "{\"task\":\"%s\",\"dataset\":\"builtin:pets\",\"seed\":%d}".formatted(task, seed));
    }

    void retire(String task) {
        take(task, null);
    }

    /** A null value is a tombstone. */
    void take(String key, String value) {
        byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
        consumer.take(new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), offset++, key, bytes));
    }

    /** Stops, and waits for the steps as long as the grace allows. */
    void stop() {
        consumer.stop();
        consumer.awaitStop(grace);
    }

    boolean isIdle() {
        return consumer.isIdle();
    }

    @Override
    public void close() {
        consumer.stop();
    }

    /** What was published, in order. */
    List<ProducerRecord<String, byte[]>> records() {
        return broker.history();
    }

    /** Task and seed of each expert that was published, in order; all that was must be experts. */
    List<String> published() {
        return records().stream()
                .map(record -> new EventCodec().decode(ExpertTrained.class, record.value()))
                .map(event -> event.task() + event.seed())
                .toList();
    }

    /** The failure that is all that was published. */
    StepFailed onlyFailure() {
        assertThat(records()).singleElement().extracting(ProducerRecord::topic).isEqualTo(Topic.FAILURES.topicName());
        return new EventCodec().decode(StepFailed.class, records().get(0).value());
    }

    /** The offset up to which the partition is done; −1 where nothing was committed. */
    long committed() {
        List<Map<String, Map<TopicPartition, OffsetAndMetadata>>> history = broker.consumerGroupOffsetsHistory();
        return history.isEmpty()
                ? -1
                : history.get(history.size() - 1)
                        .get(group.groupMetadata().groupId())
                        .get(PARTITION)
                        .offset();
    }

    static ConditionFactory waiting() {
        return Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(5));
    }

    /** What a step makes of a registration. */
    static Optional<Event> trained(TaskRegistered request) {
        var score = new Score(0.5, 1, 10);
        return Optional.of(new ExpertTrained(
                request.task(),
                request.registrationId(),
                request,
                new FoundationRef("pi-nano", "a".repeat(64)),
                request.seed(),
                1,
                ExpertShape.lora(8, 100),
                new Artifact("file:///a", "0".repeat(64), 1),
                new OwnMetrics(score, score, Optional.empty())));
    }
}
