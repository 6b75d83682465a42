package io.pituning.workflow;

import static io.pituning.workflow.TestedConsumer.ONCE;
import static io.pituning.workflow.TestedConsumer.waiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pituning.schemas.FailureCode;
import io.pituning.schemas.Topic;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** What a {@link StepConsumer} publishes of its steps, once and together with the offset, whatever the step or the broker does. */
class StepPublishingTest {
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final RuntimeException TOO_LARGE = new RecordTooLargeException("1048577 bytes");

    @Test
    void publishesWhatAStepMadeTogetherWithHowFarThePartitionIsDone() {
        try (var consumer = answering()) {
            consumer.register("pets", 1);

            waiting().until(() -> consumer.committed() == 1);
            assertThat(consumer.published()).containsExactly("pets1");
        }
    }

    @Test
    void aStepThatHasNothingNewToSayIsDoneAndPublishesNothing() {
        try (var consumer = new TestedConsumer((request, context) -> Optional.empty())) {
            consumer.register("pets", 1);

            waiting().until(() -> consumer.committed() == 1);
            assertThat(consumer.records()).isEmpty();
        }
    }

    @Test
    void anInstanceThatTheGroupKnowsAgainPublishes() {
        try (var consumer = answering()) {
            consumer.broker().sendOffsetsToTransactionException = new CommitFailedException();
            consumer.register("pets", 1);
            waiting().until(() -> consumer.broker().transactionAborted());

            consumer.broker().sendOffsetsToTransactionException = null;

            waiting().until(() -> consumer.committed() == 1);
            assertThat(consumer.published()).containsExactly("pets1");
        }
    }

    @Test
    void aBrokerThatDoesNotAnswerIsAskedAgainUntilItDoes() {
        try (var consumer = answering()) {
            consumer.broker().commitTransactionException = new TimeoutException("no broker");
            consumer.register("pets", 1);
            waiting().until(() -> consumer.broker().transactionAborted());

            consumer.broker().commitTransactionException = null;

            waiting().until(() -> consumer.committed() == 1);
            assertThat(consumer.published()).containsExactly("pets1");
        }
    }

    @Test
    void aStopWaitsForABrokerThatIsAwayNoLongerThanTheGrace() {
        MockProducer<String, byte[]> silent = TestedConsumer.silentBroker();
        var consumer = new TestedConsumer(
                silent, Duration.ofMillis(50), ONCE, (request, context) -> TestedConsumer.trained(request));
        consumer.register("pets", 1);
        waiting().until(silent::transactionInFlight);

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(consumer::stop);

        assertThat(stopped).succeedsWithin(Duration.ofSeconds(30));
        assertThat(silent.closed()).isTrue();
    }

    @Test
    void aStepThatFailsForWhatMayPassIsTriedAgainAndItsResultPublishedOnce() {
        try (var consumer = failing(2)) {
            consumer.register("pets", 1);

            waiting().until(() -> consumer.committed() == 1);
            assertThat(consumer.published()).containsExactly("pets1");
        }
    }

    @Test
    void aStepThatFailsEachTimeIsAFailureThatTellsOfTheLastTry() {
        try (var consumer = failing(Integer.MAX_VALUE)) {
            consumer.register("pets", 1);

            waiting().until(() -> consumer.committed() == 1);
            assertThat(consumer.onlyFailure().code()).isEqualTo("artifact-store-unavailable");
            assertThat(consumer.onlyFailure().attempt()).isEqualTo(3);
        }
    }

    @Test
    void aResultThatKafkaFindsTooLargeIsAFailureAndTheRecordIsDone() {
        try (var consumer = withBroker(new RefusingBroker(TOO_LARGE))) {
            consumer.register("pets", 1);

            waiting().until(() -> consumer.committed() == 1);
            assertThat(consumer.onlyFailure().code()).isEqualTo("event-too-large");
        }
    }

    @Test
    void aFailureThatKafkaFindsTooLargeTooIsPublishedUnchangedOnceItIsTaken() {
        try (var consumer = withBroker(new RefusingBroker(TOO_LARGE, 2))) {
            consumer.register("pets", 1);

            waiting().until(() -> consumer.committed() == 1);
            assertThat(consumer.onlyFailure().message()).contains(Topic.EXPERTS.topicName());
        }
    }

    @Test
    void whatKeepsARecordFromTheBrokerIsToldInKafkasOwnWords() {
        var refusal = new TopicAuthorizationException(Set.of("pi.experts"));
        try (var publisher = new StepPublisher(() -> new RefusingBroker(refusal))) {
            Optional<ProducerRecord<String, byte[]>> record =
                    Optional.of(new ProducerRecord<>(Topic.EXPERTS.topicName(), "pets", new byte[0]));

            assertThatThrownBy(() -> publisher.publish(record, Map.of(), new ConsumerGroupMetadata("trainers")))
                    .isSameAs(refusal);
        }
    }

    private static TestedConsumer answering() {
        return withBroker(TestedConsumer.answeringBroker());
    }

    private static TestedConsumer withBroker(MockProducer<String, byte[]> broker) {
        return new TestedConsumer(broker, GRACE, ONCE, (request, context) -> TestedConsumer.trained(request));
    }

    /** Its steps fail so many times, and are tried three times. */
    private static TestedConsumer failing(int failures) {
        var tries = new AtomicInteger();
        return new TestedConsumer(
                TestedConsumer.answeringBroker(),
                GRACE,
                new RetryPolicy(3, Duration.ZERO, Duration.ZERO),
                (request, context) -> {
                    if (tries.incrementAndGet() <= failures) {
                        throw new StepException(FailureCode.ARTIFACT_STORE_UNAVAILABLE, "Away.", "Wait.");
                    }
                    return TestedConsumer.trained(request);
                });
    }

    /** A broker that takes no expert, and failures only after some time. */
    private static final class RefusingBroker extends MockProducer<String, byte[]> {
        private final RuntimeException refusal;
        private int failuresToRefuse;

        RefusingBroker(RuntimeException refusal) {
            this(refusal, 0);
        }

        RefusingBroker(RuntimeException refusal, int failuresToRefuse) {
            super(true, null, new StringSerializer(), new ByteArraySerializer());
            this.refusal = refusal;
            this.failuresToRefuse = failuresToRefuse;
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
            return record.topic().equals(Topic.EXPERTS.topicName()) || failuresToRefuse-- > 0
                    ? CompletableFuture.failedFuture(refusal)
                    : super.send(record);
        }
    }
}
