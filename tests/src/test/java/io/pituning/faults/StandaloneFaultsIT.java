package io.pituning.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pituning.harness.EventLog;
import io.pituning.harness.StoredFolder;
import io.pituning.schemas.FailureCode;
import io.pituning.schemas.event.Artifact;
import io.pituning.schemas.event.ExpertTrained;
import io.pituning.schemas.event.ExpertTuned;
import io.pituning.schemas.event.Step;
import io.pituning.schemas.event.StepFailed;
import io.pituning.schemas.event.StepProgress;
import io.pituning.schemas.event.WorkerEvent;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Broker and services in one process, killed with everything in it; every test is a cell. */
@ExtendWith(Tally.class)
@Tag("slow")
class StandaloneFaultsIT {
    private static final List<Guarantee> GUARANTEES =
            List.of(new NothingLost(), new NothingFailed(), new ExactlyOneTunedExpert(), new StoreHasNoHalfFiles());

    @Test
    void everythingIsKilledInTheMiddleOfATraining() {
        try (Town town = new Town()) {
            town.register(slow("victim", "sound-grammar"));
            town.register(quick("bystander", "restaurant-reviews"));
            awaitMiddle(town, Step.TRAIN, "victim");

            town.kill();
            assertThat(town.results("victim")).as("the kill came in the middle").doesNotExist();
            town.start();

            assertGuarantees(town.atRest());
        }
    }

    @Test
    void everythingIsKilledInTheMiddleOfAnInterpolation() throws IOException {
        try (Town town = new Town()) {
            town.register(slow("neighbor", "sound-grammar"));
            town.events().await(ExpertTuned.class, "neighbor");
            town.register(slow("victim", "restaurant-reviews"));
            awaitMiddle(town, Step.TUNE, "victim");

            town.kill();
            assertThat(steps(town.results("victim")))
                    .as("the kill came in the middle")
                    .noneMatch(StandaloneFaultsIT::isTuning);
            town.start();

            assertGuarantees(town.atRest());
        }
    }

    @Test
    void everythingIsKilledBetweenTwoSteps() {
        try (Town town = new Town()) {
            town.register(quick("victim", "sound-grammar"));
            town.register(quick("bystander", "restaurant-reviews"));
            town.events().await(ExpertTrained.class, "victim");

            town.kill();
            town.start();

            assertGuarantees(town.atRest());
        }
    }

    @Test
    void aRegistrationIsDeliveredThreeTimesWithAKillBetween() {
        try (Town town = new Town()) {
            town.register(quick("victim", "sound-grammar"));
            town.register(quick("victim", "sound-grammar"));
            town.events().await(ExpertTuned.class, "victim");

            town.kill();
            town.start();
            town.register(quick("victim", "sound-grammar"));

            Evidence evidence = town.atRest();
            assertThat(evidence.events().events(ExpertTrained.class, "victim"))
                    .as("each delivery is told")
                    .hasSizeGreaterThanOrEqualTo(3);
            assertGuarantees(evidence);
        }
    }

    @Test
    void anArtifactIsCutOffWhileNobodyLooks() throws IOException {
        try (Town town = new Town()) {
            town.register(quick("victim", "sound-grammar"));
            Artifact artifact = town.events().await(ExpertTuned.class, "victim").artifact();
            town.register(quick("bystander", "restaurant-reviews"));
            town.atRest();

            town.kill();
            cutOff(StoredFolder.of(artifact).folder().resolve("adapter_model.safetensors"));
            assertThatExceptionOfType(AssertionError.class)
                    .as("the guarantee can fail")
                    .isThrownBy(() -> new StoreHasNoHalfFiles().check(town.evidence()));
            town.start();

            // The worker reads all experts again: it says what is wrong with this one, and serves the others.
            StepFailed failed =
                    town.events().await(StepFailed.class, "failure of victim", event -> event.step() == Step.LOAD);
            assertThat(failed.code()).isEqualTo(FailureCode.ARTIFACT_CORRUPT.code());
            town.events()
                    .await(
                            WorkerEvent.class,
                            "refusal of victim",
                            event -> event.task().equals("victim") && event.kind() == WorkerEvent.Kind.REFUSED);
            Awaitility.await("bystander served again")
                    .atMost(EventLog.PATIENCE)
                    .until(() -> town.events().events(WorkerEvent.class, "bystander").stream()
                                    .filter(event -> event.kind() == WorkerEvent.Kind.LOADED)
                                    .count()
                            == 2);

            // What the failure advises heals it: the expert is made again, bit for bit.
            town.register(quick("victim", "sound-grammar"));
            Awaitility.await("the artifact made again")
                    .atMost(EventLog.PATIENCE)
                    .until(() -> StoredFolder.of(artifact).keeps(artifact));
            town.awaitAcknowledgements();
            new ExactlyOneTunedExpert().check(town.evidence());
            new StoreHasNoHalfFiles().check(town.evidence());
        }
    }

    private static void assertGuarantees(Evidence evidence) {
        GUARANTEES.forEach(guarantee -> guarantee.check(evidence));
    }

    private static void awaitMiddle(Town town, Step step, String task) {
        town.events()
                .await(
                        StepProgress.class,
                        "the middle of " + step + " of " + task,
                        event -> event.task().equals(task)
                                && event.step() == step
                                && event.done() > 0
                                && event.done() < event.total());
    }

    private static List<Path> steps(Path results) throws IOException {
        try (Stream<Path> folders = Files.list(results)) {
            return folders.toList();
        }
    }

    private static boolean isTuning(Path result) {
        return result.getFileName().toString().startsWith("tune-");
    }

    private static void cutOff(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 2);
        }
    }

    /** Seconds of training: long enough to be killed in the middle. */
    private static String slow(String task, String dataset) {
        return line(task, dataset, "\"examples\":96,\"training\":{\"epochs\":8,\"batchSize\":8}");
    }

    private static String quick(String task, String dataset) {
        return line(task, dataset, "\"shots\":2,\"training\":{\"epochs\":1}");
    }

    /** An adapter changes the model from its first value on, so the worker takes it however little it has learned. */
    private static String line(String task, String dataset, String size) {
        return """
                {"task":"%s","dataset":"builtin:%s",%s,"expert":{"method":"adapter","dimension":8},\
                "interpolation":{"neighbors":1}}""".formatted(task, dataset, size);
    }
}
