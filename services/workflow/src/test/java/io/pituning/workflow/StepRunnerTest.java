package io.pituning.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pituning.schemas.EventCodec;
import io.pituning.schemas.event.ExpertTrained;
import io.pituning.schemas.event.Step;
import io.pituning.schemas.event.StepProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepRunnerTest {
    private static final StepSettings SETTINGS =
            new StepSettings(1, 100, Duration.ofDays(1), Duration.ofSeconds(30), Duration.ofDays(1));

    private static final Set<Thread.State> WAITING = EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);

    @TempDir
    private Path root;

    private final StopSignal stop = new StopSignal();
    private final AtomicInteger runs = new AtomicInteger();
    private final List<StepProgress> told = new ArrayList<>();
    private final StepContext context = new StepContext(stop, told::add);
    private ArtifactStore store;
    private StepRunner runner;

    @BeforeEach
    void openStore() {
        store = new FolderStore(root);
        runner = new StepRunner(store, new EventCodec(), SETTINGS);
    }

    @Test
    void aStepDoneBeforeGivesTheSameEventWithoutBeingDoneAgain() {
        ExpertTrained first = train("weights");

        ExpertTrained second = train("other weights");

        assertThat(second).isEqualTo(first);
        assertThat(runs).hasValue(1);
    }

    @Test
    void theArtifactIsWhatTheEventPromises() throws IOException {
        ExpertTrained event = train("weights");

        Path folder = store.fetch(event.artifact());

        assertThat(folder.resolve("model")).hasContent("weights");
        assertThat(event.artifact().bytes()).isEqualTo("weights".length());
    }

    @Test
    void aStepWhoseArtifactWasDamagedIsDoneAgain() throws IOException {
        ExpertTrained first = train("weights");
        Files.writeString(store.fetch(first.artifact()).resolve("model"), "damaged");

        ExpertTrained second = train("weights");

        assertThat(runs).hasValue(2);
        assertThat(store.fetch(second.artifact()).resolve("model")).hasContent("weights");
    }

    @Test
    void aStepThatFailsLeavesNothingBehind() throws IOException {
        assertThatThrownBy(
                        () -> runner.once(Events.KEY, ExpertTrained.class, context, (draft, progress, checkpoint) -> {
                            draft.write(folder -> Files.writeString(folder.resolve("model"), "half"));
                            throw new IllegalStateException("in the middle");
                        }))
                .hasMessage("in the middle");

        assertThat(store.event(Events.KEY)).isEmpty();
        try (Stream<Path> files = Files.walk(root)) {
            assertThat(files.filter(Files::isRegularFile))
                    .allSatisfy(file -> assertThat(file).hasExtension("lock"));
        }
    }

    @Test
    void aStepIsGivenUpWhenTheProcessStops() {
        stop.stop(StopSignal.Reason.PROCESS_STOPS);

        assertThatThrownBy(() -> train("weights")).isInstanceOf(StepStoppedException.class);

        assertThat(store.event(Events.KEY)).isEmpty();
    }

    @Test
    void progressEndsWithEverythingDone() {
        train("weights");

        assertThat(told).last().satisfies(last -> {
            assertThat(last.done()).isEqualTo(last.total());
            assertThat(last.remainingSeconds()).contains(0.0);
        });
    }

    @Test
    void aStepThatIsGivenUpGoesOnFromItsCheckpoint() {
        assertThatThrownBy(
                        () -> runner.once(Events.KEY, ExpertTrained.class, context, (draft, progress, checkpoint) -> {
                            assertThat(checkpoint.isDue()).isFalse();
                            stop.stop(StopSignal.Reason.PARTITION_LOST);
                            assertThat(checkpoint.isDue()).isTrue();
                            checkpoint.save(new byte[] {7});
                            progress.report("training", 1, 2);
                            throw new AssertionError("it should have been given up");
                        }))
                .isInstanceOf(StepStoppedException.class);

        byte[] found = resumed();

        assertThat(found).containsExactly(7);
        assertThat(store.checkpoint(Events.KEY))
                .as("a finished step's checkpoint")
                .isEmpty();
    }

    private byte[] resumed() {
        var state = new AtomicReference<byte[]>(new byte[0]);
        runner.once(
                Events.KEY,
                ExpertTrained.class,
                new StepContext(new StopSignal(), told::add),
                (draft, progress, checkpoint) -> {
                    checkpoint.latest().ifPresent(state::set);
                    draft.write(folder -> Files.writeString(folder.resolve("model"), "weights"));
                    return Events.trained(draft.artifact());
                });
        return state.get();
    }

    @Test
    void aStepThatNobodyWantsAnyMoreLeavesNoCheckpoint() {
        assertThatThrownBy(
                        () -> runner.once(Events.KEY, ExpertTrained.class, context, (draft, progress, checkpoint) -> {
                            checkpoint.save(new byte[] {7});
                            stop.stop(StopSignal.Reason.SUPERSEDED);
                            assertThat(checkpoint.isDue()).isFalse();
                            progress.report("training", 1, 2);
                            throw new AssertionError("it should have been given up");
                        }))
                .isInstanceOf(StepStoppedException.class);

        assertThat(store.checkpoint(Events.KEY)).isEmpty();
    }

    @Test
    void onlySoManyStepsOfAKindWorkAtTheSameTimeAndAWaitingOneCanBeGivenUp() throws Exception {
        var inTheMiddle = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var first = new FutureTask<>(() -> runner.once(
                Events.KEY,
                ExpertTrained.class,
                new StepContext(new StopSignal(), event -> {}),
                (draft, progress, checkpoint) -> {
                    inTheMiddle.countDown();
                    await(goOn);
                    draft.write(folder -> Files.writeString(folder.resolve("model"), "weights"));
                    return Events.trained(draft.artifact());
                }));
        new Thread(first).start();
        await(inTheMiddle);
        StepKey other = StepKey.of("dogs", "b".repeat(64), Step.TRAIN, List.of("model"));
        var second = new FutureTask<>(
                () -> runner.once(other, ExpertTrained.class, context, (draft, progress, checkpoint) -> {
                    throw new AssertionError("there is no place for it");
                }));
        var waiting = new Thread(second);
        waiting.start();
        Awaitility.await("the second waits")
                .atMost(Duration.ofSeconds(30))
                .until(() -> WAITING.contains(waiting.getState()));

        stop.stop(StopSignal.Reason.SUPERSEDED);

        assertThat(second)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withCauseInstanceOf(StepStoppedException.class);
        goOn.countDown();
        assertThat(first).succeedsWithin(Duration.ofSeconds(30));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private ExpertTrained train(String weights) {
        return runner.once(Events.KEY, ExpertTrained.class, context, (draft, progress, checkpoint) -> {
            runs.incrementAndGet();
            progress.report("training", 1, 2);
            draft.write(folder -> Files.writeString(folder.resolve("model"), weights));
            return Events.trained(draft.artifact());
        });
    }
}
