package io.pituning.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.harness.Cluster.Instance;
import io.pituning.harness.Cluster.Service;
import io.pituning.harness.Debugger;
import io.pituning.harness.Debugger.Place;
import io.pituning.harness.EventLog;
import io.pituning.harness.StoredFolder;
import io.pituning.schemas.FailureCode;
import io.pituning.schemas.event.Event;
import io.pituning.schemas.event.ExpertTrained;
import io.pituning.schemas.event.ExpertTuned;
import io.pituning.schemas.event.StepFailed;
import io.pituning.schemas.event.TaskEmbedded;
import io.pituning.schemas.event.TaskNeighbors;
import io.pituning.schemas.event.WorkerEvent;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every test is a cell: a fault in one of the five services or under them, and what is guaranteed nevertheless. */
@ExtendWith(Tally.class)
class FaultMatrixIT {
    /** Cells that only {@code ./mvnw verify -Pfaults} has the time for. */
    private static final String SLOW = "slow";

    /** {@code fast} runs what {@code ./mvnw verify} has the time for. */
    private static final boolean ALL = System.getProperty("pi.faults", "all").equals("all");

    private static final Duration GRACE = Duration.ofSeconds(15);
    /** What a process needs beside it, on a machine that does much else. */
    private static final Duration TO_EXIT = Duration.ofSeconds(8);

    private static final Place MID_TRAINING =
            Point.MID_STEP.way(Service.TRAINER).get(0);

    private static Testbed testbed;

    @BeforeAll
    static void build() {
        testbed = new Testbed();
    }

    @AfterEach
    void restore() {
        testbed.restore();
    }

    @AfterAll
    static void close() {
        testbed.close();
    }

    static Stream<Arguments> kills() {
        return Arrays.stream(Service.values())
                .flatMap(service -> Arrays.stream(Point.values()).map(point -> Arguments.of(service, point)))
                .filter(cell -> ALL || isFast((Service) cell.get()[0], (Point) cell.get()[1]));
    }

    private static boolean isFast(Service service, Point point) {
        return service == Service.TRAINER && point == Point.MID_STEP
                || service == Service.INTERPOLATOR && point == Point.BEFORE_COMMIT;
    }

    @ParameterizedTest(name = "{0} killed {1}")
    @MethodSource("kills")
    void aServiceIsKilled(Service service, Point point) throws IOException, InterruptedException {
        String task = testbed.newTask();
        Instance instance = testbed.cluster().the(service);
        try (Debugger debugger = instance.debugger();
                EventLog written = EventLog.withUncommitted(testbed.cluster().bootstrapServers())) {
            debugger.haltAt(point.way(service).toArray(Place[]::new));
            testbed.register(task);
            debugger.awaitHalt();

            assertPoint(service, point, task, written);
            instance.kill();
        }
        instance.start(Map.of());
        if (service == Service.WORKER) {
            instance.awaitReady();
            assertThat(testbed.worker().tasks())
                    .as("ready only with what it served before")
                    .contains(Testbed.NEIGHBOR);
        }

        testbed.assertGuarantees();
        if (point == Point.MID_STEP && (service == Service.TRAINER || service == Service.INTERPOLATOR)) {
            assertThat(instance.hasWritten("of " + task + " resumes from its checkpoint"))
                    .isTrue();
        }
    }

    /** The cell is where it says it is. */
    private static void assertPoint(Service service, Point point, String task, EventLog written) {
        if (point == Point.BEFORE_COMMIT) {
            written.await(output(service), task);
        }
        if (point != Point.BEFORE_COMMIT || service != Service.WORKER) {
            assertThat(testbed.events().events(output(service), task))
                    .as("told already")
                    .isEmpty();
        }
        if (service == Service.TRAINER || service == Service.EMBEDDER || service == Service.INTERPOLATOR) {
            assertThat(testbed.hasResult(task, Testbed.step(service)))
                    .as("result in the store")
                    .isEqualTo(point == Point.BEFORE_PUBLISH || point == Point.BEFORE_COMMIT);
        }
    }

    private static Class<? extends Event> output(Service service) {
        return switch (service) {
            case TRAINER -> ExpertTrained.class;
            case EMBEDDER -> TaskEmbedded.class;
            case GRAPH -> TaskNeighbors.class;
            case INTERPOLATOR -> ExpertTuned.class;
            case WORKER -> WorkerEvent.class;
        };
    }

    @Test
    void aServiceIsStoppedMidStep() {
        String task = testbed.newTask();
        Instance trainer = testbed.cluster().the(Service.TRAINER);
        try (Debugger debugger = trainer.debugger()) {
            debugger.haltAt(MID_TRAINING);
            testbed.register(task);
            debugger.awaitHalt();
        }

        assertThat(trainer.stop()).as("to stop").isLessThan(GRACE);
        assertThat(testbed.hasResult(task, "train")).isFalse();
        assertThat(testbed.hasCheckpoint(task, "train")).isTrue();
        trainer.start(Map.of());

        testbed.assertGuarantees();
        assertThat(trainer.hasWritten("of " + task + " resumes from its checkpoint"))
                .isTrue();
    }

    @Test
    void aNewerRegistrationComesMidStep() {
        String task = testbed.newTask();
        try (Debugger debugger = testbed.cluster().the(Service.TRAINER).debugger()) {
            debugger.haltAt(MID_TRAINING);
            testbed.register(task, 8);
            debugger.awaitHalt();
            testbed.register(task);
        }

        testbed.assertGuarantees();
        assertThat(testbed.events().events(ExpertTrained.class, task))
                .as("nothing is told of the older one")
                .hasSize(1);
    }

    @Test
    @Tag(SLOW)
    void theBrokerIsKilledMidStep() {
        String task = testbed.newTask();
        try (Debugger debugger = testbed.cluster().the(Service.TRAINER).debugger()) {
            debugger.haltAt(MID_TRAINING);
            testbed.register(task);
            debugger.awaitHalt();
            testbed.cluster().killBroker();
        }
        testbed.cluster().startBroker();

        testbed.assertGuarantees();
    }

    @Test
    @Tag(SLOW)
    void everyServiceIsStoppedWhileTheBrokerIsAway() {
        String task = testbed.newTask();
        try (Debugger debugger = testbed.cluster().the(Service.TRAINER).debugger()) {
            debugger.haltAt(Point.BEFORE_PUBLISH.way(Service.TRAINER).toArray(Place[]::new));
            testbed.register(task);
            debugger.awaitHalt();
            testbed.cluster().killBroker();
        }
        for (Service service : Service.values()) {
            assertThat(testbed.cluster().the(service).stop())
                    .as("for %s to stop", service)
                    .isLessThan(GRACE.plus(TO_EXIT));
        }
        testbed.cluster().repair();

        testbed.assertGuarantees();
    }

    @Test
    @Tag(SLOW)
    void instancesComeAndGoMidStep() {
        List<String> tasks = Stream.generate(testbed::newTask).limit(6).toList();
        tasks.forEach(testbed::register);
        testbed.events().await(ExpertTrained.class, tasks.get(0));
        Instance second = testbed.cluster().add(Service.TRAINER);
        second.awaitReady();
        Instance other = testbed.cluster().add(Service.INTERPOLATOR);
        other.awaitReady();
        testbed.cluster().remove(second);
        testbed.cluster().remove(other);

        // Who is whose neighbor depends on who is first, so the bytes are not compared.
        testbed.assertGuaranteesButBytes();
    }

    @Test
    @Tag(SLOW)
    void anInstanceThatWasHeldPublishesNothingWhenAnotherHasTakenOver() {
        String task = testbed.newTask();
        Instance stale = testbed.cluster().the(Service.TRAINER);
        try (Debugger debugger = stale.debugger()) {
            // Just before it publishes: whatever it had checked before, it would tell now.
            debugger.haltAt(Point.BEFORE_PUBLISH.way(Service.TRAINER).toArray(Place[]::new));
            testbed.register(task);
            debugger.awaitHalt();
            Instance next = testbed.cluster().add(Service.TRAINER);
            next.awaitReady();
            testbed.events().await(ExpertTrained.class, task);
        }

        testbed.assertGuarantees();
        stale.awaitWritten("not published yet");
        assertThat(testbed.events().events(ExpertTrained.class, task))
                .as("told once, by the one that took over")
                .hasSize(1);
    }

    @Test
    @Tag(SLOW)
    void everythingIsDeliveredTwiceInAnotherOrder() {
        String task = testbed.newTask();
        testbed.register(task);
        testbed.events().await(WorkerEvent.class, task);

        testbed.deliverAgain(task);

        testbed.assertGuarantees();
    }

    /** What may happen to a file. */
    enum Damage {
        CUT_OFF {
            @Override
            void to(Path file) throws IOException {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(channel.size() / 2);
                }
            }
        },
        BIT_FLIPPED {
            @Override
            void to(Path file) throws IOException {
                byte[] content = Files.readAllBytes(file);
                content[content.length / 2] ^= 1;
                Files.write(file, content);
            }
        },
        MISSING {
            @Override
            void to(Path file) throws IOException {
                Files.delete(file);
            }
        };

        abstract void to(Path file) throws IOException;
    }

    @ParameterizedTest(name = "artifact {0}")
    @EnumSource
    @Tag(SLOW)
    void anArtifactIsDamagedBetweenTwoSteps(Damage damage) throws IOException {
        String task = testbed.newTask();
        try (Debugger debugger = testbed.cluster().the(Service.EMBEDDER).debugger()) {
            debugger.haltAt(Point.BEFORE_WORK.way(Service.EMBEDDER).toArray(Place[]::new));
            testbed.register(task);
            debugger.awaitHalt();
            ExpertTrained trained = testbed.events().await(ExpertTrained.class, task);
            damage.to(StoredFolder.of(trained.artifact()).folder().resolve("adapter_model.safetensors"));
        }

        StepFailed failed = testbed.events().await(StepFailed.class, "failure of " + task, event -> event.task()
                .filter(task::equals)
                .isPresent());
        assertThat(failed.code()).isEqualTo(FailureCode.ARTIFACT_CORRUPT.code());
        // What the failure advises heals it.
        testbed.register(task);
        testbed.assertGuaranteesAfterFailures();
    }

    @Test
    @Tag(SLOW)
    void theDiskIsFull() {
        String task = testbed.newTask();
        Instance trainer = testbed.cluster().the(Service.TRAINER);
        try (Debugger debugger = trainer.debugger()) {
            debugger.haltAt(MID_TRAINING);
            testbed.register(task);
            debugger.awaitHalt();
            testbed.disk().fill();
        }
        trainer.awaitWritten("TRAIN of " + task + " will be retried");
        testbed.disk().empty();

        testbed.assertGuarantees();
    }

    @Test
    @Tag(SLOW)
    void theStoreIsReadOnly() {
        String task = testbed.newTask();
        Instance trainer = testbed.cluster().the(Service.TRAINER);
        try (Debugger debugger = trainer.debugger()) {
            debugger.haltAt(MID_TRAINING);
            testbed.register(task);
            debugger.awaitHalt();
            testbed.disk().forbidWriting();
        }
        trainer.awaitWritten("TRAIN of " + task + " will be retried");
        testbed.disk().allowWriting();

        testbed.assertGuarantees();
    }

    @Test
    @Tag(SLOW)
    void theStoreIsSlow() {
        String task = testbed.newTask();
        String other = testbed.newTask();
        try (Debugger debugger = testbed.cluster().the(Service.TRAINER).debugger()) {
            debugger.holdThreadAt(new Place("io.pituning.workflow.Draft", "finish"));
            testbed.register(task);
            debugger.awaitHalt();
            // Nobody else waits for the store.
            testbed.register(other);
            testbed.events().await(ExpertTrained.class, other);
            assertThat(testbed.events().events(ExpertTrained.class, task)).isEmpty();
        }

        testbed.assertGuaranteesButBytes();
    }
}
