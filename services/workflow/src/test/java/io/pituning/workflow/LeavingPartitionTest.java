package io.pituning.workflow;

import static io.pituning.workflow.TestedConsumer.ONCE;
import static io.pituning.workflow.TestedConsumer.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a {@link StepConsumer} does with steps whose partition goes to another instance. */
class LeavingPartitionTest {
    private final HeldSteps steps = new HeldSteps();

    @AfterEach
    void end() {
        steps.letAllGo();
    }

    @Test
    void aPartitionIsHandedOverWhenItsStepsHaveGivenUpAndNothingOfItIsPublished() {
        try (var consumer = new TestedConsumer(steps::step)) {
            beginPets(consumer);

            consumer.revoke();

            assertThat(steps.running()).isEmpty();
            assertThat(consumer.records()).isEmpty();
            assertThat(consumer.committed()).isNegative();
            consumer.register("pets", 1);
            assertThat(steps.running()).as("a record of another's partition").isEmpty();
        }
    }

    @Test
    void aSupersededStepThatEndsAfterItsPartitionHasGoneHoldsUpNobody() {
        try (var consumer = withGrace(Duration.ofMillis(50))) {
            beginPets(consumer);
            consumer.register("pets", 2);

            consumer.revoke();
            consumer.assign();
            steps.letGo("pets1");
            consumer.register("pets", 3);

            waiting().until(() -> consumer.published().contains("pets3"));
            assertThat(consumer.published()).containsExactly("pets3");
        }
    }

    @Test
    void whatIsPublishedByAnInstanceThatTheGroupKnowsNoMoreIsNotSeen() {
        try (var consumer = new TestedConsumer(steps::step)) {
            beginPets(consumer);
            consumer.broker().sendOffsetsToTransactionException = new CommitFailedException();

            steps.letGo("pets1");
            waiting().until(() -> consumer.broker().transactionAborted());
            consumer.revoke();
            consumer.broker().sendOffsetsToTransactionException = null;

            assertThat(consumer.records()).isEmpty();
        }
    }

    @Test
    void aPartitionThatAnotherInstanceHasAlreadyIsWaitedForNoLongerAndNothingOfItIsPublished() {
        try (var consumer = withGrace(Duration.ofDays(1))) {
            beginPets(consumer);

            CompletableFuture<Void> revoked = CompletableFuture.runAsync(() -> consumer.revokeAs(new Expelled()));

            assertThat(revoked).as("while the step still runs").succeedsWithin(Duration.ofSeconds(10));
            steps.letGo("pets1");
            consumer.stop();
            assertThat(consumer.records()).isEmpty();
            assertThat(consumer.committed()).isNegative();
        }
    }

    /** With steps that do not hear that their partition goes. */
    private TestedConsumer withGrace(Duration grace) {
        return new TestedConsumer(TestedConsumer.answeringBroker(), grace, ONCE, steps::deafStep);
    }

    private void beginPets(TestedConsumer consumer) {
        steps.hold("pets1");
        consumer.register("pets", 1);
        waiting().until(() -> steps.running().contains("pets1"));
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
}
