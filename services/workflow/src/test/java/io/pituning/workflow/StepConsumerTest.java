package io.pituning.workflow;

import static io.pituning.workflow.TestedConsumer.LOOK_AHEAD;
import static io.pituning.workflow.TestedConsumer.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which records are taken, in which order their steps run, and which of them are given up. */
class StepConsumerTest {
    private final HeldSteps steps = new HeldSteps();
    private final TestedConsumer consumer = new TestedConsumer(steps::step);

    @AfterEach
    void end() {
        steps.letAllGo();
        consumer.close();
    }

    @Test
    void aLongStepKeepsNobodyElsesWaitingAndHoldsBackOnlyTheOffset() {
        steps.hold("pets1");
        consumer.register("pets", 1);
        consumer.register("dogs", 1);

        waiting().until(() -> consumer.published().equals(List.of("dogs1")));
        assertThat(consumer.committed()).as("after the later one alone").isZero();
        steps.letGo("pets1");
        waiting().until(() -> consumer.committed() == 2);
        assertThat(consumer.published()).containsExactly("dogs1", "pets1");
    }

    @Test
    void recordsOfOneTaskKeepTheirOrder() {
        steps.hold("pets1");
        consumer.register("pets", 1);
        consumer.register("pets", 1);
        consumer.register("dogs", 1);
        waiting().until(() -> consumer.published().equals(List.of("dogs1")));

        steps.letGo("pets1");

        waiting().until(() -> consumer.committed() == 3);
        assertThat(consumer.published()).containsExactly("dogs1", "pets1", "pets1");
    }

    @Test
    void aNewerRegistrationStopsTheStepOfTheOlderWhichEmitsNothing() {
        beginPets();

        consumer.register("pets", 2);

        waiting().until(() -> consumer.committed() == 2);
        assertThat(consumer.published()).containsExactly("pets2");
    }

    @Test
    void aTombstoneStopsTheStepAndIsPassedOn() {
        beginPets();

        consumer.retire("pets");

        waiting().until(() -> consumer.committed() == 2);
        assertThat(consumer.records()).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo("pets");
            assertThat(record.value()).isNull();
            assertThat(record.topic()).isEqualTo("pi.experts");
        });
    }

    @Test
    void neitherTheSameRegistrationAgainNorNonsenseStopsAStep() {
        beginPets();

        consumer.register("pets", 1);
        consumer.take("pets", "nonsense");
        steps.letGo("pets1");

        waiting().until(() -> consumer.committed() == 3);
        assertThat(consumer.records())
                .extracting(record -> record.topic())
                .containsExactly("pi.experts", "pi.experts", "pi.failures");
    }

    @Test
    void aTombstoneWhoseKeyIsNoTasksNameIsAFailure() {
        consumer.retire("A".repeat(100));

        waiting().until(() -> consumer.committed() == 1);
        assertThat(consumer.onlyFailure().code()).isEqualTo("key-mismatch");
    }

    @Test
    void noMoreRecordsAreTakenThanTheLookAhead() {
        fillTheLookAhead();
        steps.hold("dogs1");

        registerWithoutRoom("dogs");

        assertThat(steps.running()).containsExactly("pets1");
        steps.letAllGo();
        waiting().until(() -> consumer.committed() == LOOK_AHEAD + 1);
        assertThat(consumer.published()).containsOnlyOnce("dogs1");
    }

    @Test
    void aRecordThatWaitedForRoomIsNotTakenOfAPartitionThatLeaves() {
        fillTheLookAhead();
        steps.hold("dogs1");
        Thread next = registerWithoutRoom("dogs");

        consumer.revoke();

        waiting().until(() -> !next.isAlive());
        assertThat(steps.running()).isEmpty();
        assertThat(consumer.records()).isEmpty();
    }

    @Test
    void aStopGivesUpRunningStepsAndCommitsNothingOfThem() {
        beginPets();
        consumer.register("pets", 1);

        consumer.stop();

        assertThat(steps.running()).isEmpty();
        assertThat(consumer.records()).isEmpty();
        assertThat(consumer.committed()).isNegative();
    }

    @Test
    void isIdleWhenNoStepRuns() {
        beginPets();
        assertThat(consumer.isIdle()).isFalse();

        steps.letGo("pets1");

        waiting().until(consumer::isIdle);
    }

    private void beginPets() {
        steps.hold("pets1");
        consumer.register("pets", 1);
        waiting().until(() -> steps.running().contains("pets1"));
    }

    private void fillTheLookAhead() {
        beginPets();
        for (int i = 1; i < LOOK_AHEAD; i++) {
            consumer.register("pets", 1);
        }
    }

    /** Registers a task beside the test, and returns once that waits for room. */
    private Thread registerWithoutRoom(String task) {
        var next = new Thread(() -> consumer.register(task, 1));
        next.start();
        waiting().until(() -> next.getState() == Thread.State.TIMED_WAITING);
        return next;
    }
}
