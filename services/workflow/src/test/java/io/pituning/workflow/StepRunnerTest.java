package io.pituning.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pituning.schemas.EventCodec;
import io.pituning.schemas.event.ExpertTrained;
import io.pituning.schemas.event.StepProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepRunnerTest {
    @TempDir
    private Path root;

    private final StopSignal stop = new StopSignal();
    private final AtomicInteger runs = new AtomicInteger();
    private final Events.Remembered outbox = new Events.Remembered();
    private ArtifactStore store;
    private StepRunner runner;

    @BeforeEach
    void openStore() {
        store = new FolderStore(root);
        runner = new StepRunner(store, new EventCodec(), stop, Duration.ofDays(1));
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
        assertThatThrownBy(() -> runner.once(
                        Events.KEY, ExpertTrained.class, ExpertTrained::artifact, outbox, (draft, progress) -> {
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
        stop.stop();

        assertThatThrownBy(() -> train("weights")).isInstanceOf(StepStoppedException.class);

        assertThat(store.event(Events.KEY)).isEmpty();
    }

    @Test
    void progressEndsWithEverythingDone() {
        train("weights");

        assertThat(outbox.sent).last().isInstanceOfSatisfying(StepProgress.class, last -> {
            assertThat(last.done()).isEqualTo(last.total());
            assertThat(last.remainingSeconds()).contains(0.0);
        });
    }

    private ExpertTrained train(String weights) {
        return runner.once(Events.KEY, ExpertTrained.class, ExpertTrained::artifact, outbox, (draft, progress) -> {
            runs.incrementAndGet();
            progress.report("training", 1, 2);
            draft.write(folder -> Files.writeString(folder.resolve("model"), weights));
            return Events.trained(draft.artifact());
        });
    }
}
