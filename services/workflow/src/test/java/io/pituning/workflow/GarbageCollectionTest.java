package io.pituning.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pituning.schemas.EventCodec;
import io.pituning.schemas.event.Artifact;
import io.pituning.schemas.event.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GarbageCollectionTest {
    private static final Instant WEEK_AGO = Instant.now().minus(Duration.ofDays(7));
    private static final int ROUNDS = 30;
    private static final StepKey OTHER =
            StepKey.of("dogs", Events.REQUEST.registrationId(), Step.TRAIN, List.of("model"));

    @TempDir
    private Path root;

    private FolderStore store;

    @BeforeEach
    void open() {
        store = new FolderStore(root);
    }

    @Test
    void whatNoEventNamesIsRemovedWithTheResultThatTellsOfIt() throws IOException {
        Artifact artifact = finished(Events.KEY, "weights");
        age();

        Garbage garbage = store.collect(WEEK_AGO, Set::of, true);

        assertThat(garbage.artifacts()).containsExactly(artifact.sha256());
        assertThat(garbage.results()).isEqualTo(1);
        assertThat(garbage.bytes()).isGreaterThan("weights".length());
        assertThat(store.artifacts()).isEmpty();
        assertThat(store.event(Events.KEY)).isEmpty();
    }

    @Test
    void whatAnEventNamesStays() throws IOException {
        Artifact artifact = finished(Events.KEY, "weights");
        age();

        assertThat(store.collect(WEEK_AGO, () -> Set.of(artifact.sha256()), true)
                        .artifacts())
                .isEmpty();
        assertThat(store.fetch(artifact).resolve("model")).hasContent("weights");
        assertThat(store.event(Events.KEY)).isPresent();
    }

    @Test
    void whatIsYoungStaysBecauseItsEventMayBeOnItsWay() {
        Artifact artifact = finished(Events.KEY, "weights");

        assertThat(store.collect(WEEK_AGO, Set::of, true).artifacts()).isEmpty();
        assertThat(store.fetch(artifact)).exists();
    }

    @Test
    void anOldResultThatIsGivenAgainWhileEventsAreReadStays() throws IOException {
        Artifact artifact = finished(Events.KEY, "weights");
        age();

        Garbage garbage = store.collect(
                WEEK_AGO,
                () -> {
                    assertThat(store.event(Events.KEY)).isPresent();
                    return Set.of();
                },
                true);

        assertThat(garbage.artifacts()).isEmpty();
        assertThat(store.fetch(artifact)).exists();
        assertThat(store.event(Events.KEY)).isPresent();
    }

    @Test
    void anOldArtifactThatIsMadeAgainWhileEventsAreReadStays() throws IOException {
        Artifact artifact = finished(Events.KEY, "weights");
        age();

        store.collect(
                WEEK_AGO,
                () -> {
                    finished(OTHER, "weights");
                    return Set.of();
                },
                true);

        assertThat(store.fetch(artifact)).exists();
        assertThat(store.event(OTHER)).isPresent();
    }

    @Test
    void aCheckpointNobodyCameBackForIsRemoved() throws IOException {
        store.saveCheckpoint(Events.KEY, new byte[1]);
        assertThat(store.collect(WEEK_AGO, Set::of, true).checkpoints()).isZero();
        age();

        assertThat(store.collect(WEEK_AGO, Set::of, true).checkpoints()).isEqualTo(1);
        assertThat(store.checkpoint(Events.KEY)).isEmpty();
    }

    @Test
    void whatDeadProcessesWereWritingGoesWithTheGarbage() throws IOException {
        Path draft = draftOfADeadProcess();

        store.collect(WEEK_AGO, Set::of, true);

        assertThat(draft).doesNotExist();
    }

    @Test
    void whoOnlyLooksRemovesNothingOfDeadProcessesEither() throws IOException {
        Path draft = draftOfADeadProcess();

        store.collect(WEEK_AGO, Set::of, false);

        assertThat(draft).isDirectory();
    }

    @Test
    void whereTheEventsCannotBeReadNothingIsRemoved() throws IOException {
        Path draft = draftOfADeadProcess();
        Supplier<Set<String>> unreadable = () -> {
            throw new IllegalStateException("not the Kafka of this store");
        };

        assertThatThrownBy(() -> store.collect(WEEK_AGO, unreadable, true)).isInstanceOf(IllegalStateException.class);

        assertThat(draft).isDirectory();
    }

    private Path draftOfADeadProcess() throws IOException {
        return Files.createDirectories(root.resolve("drafts/dead/draft"));
    }

    @Test
    void whatGoesWhileEventsAreReadIsPassedOver() throws IOException {
        store.saveCheckpoint(Events.KEY, new byte[1]);
        Artifact artifact = finished(OTHER, "weights");
        age();

        Garbage garbage = store.collect(
                WEEK_AGO,
                () -> {
                    store.removeCheckpoint(Events.KEY);
                    assertThat(new FolderStore(root)
                                    .collect(WEEK_AGO, Set::of, true)
                                    .artifacts())
                            .containsExactly(artifact.sha256());
                    return Set.of();
                },
                true);

        assertThat(garbage.artifacts()).isEmpty();
        assertThat(garbage.results()).isZero();
        assertThat(garbage.checkpoints()).isZero();
        assertThat(garbage.bytes()).isZero();
    }

    @Test
    void whileStepsKeepAndForgetTheirCheckpointsGarbageIsCollected() {
        CompletableFuture<Void> steps = CompletableFuture.runAsync(() -> {
            for (byte round = 0; round < ROUNDS; round++) {
                store.saveCheckpoint(Events.KEY, new byte[] {round, 1});
                store.saveCheckpoint(Events.KEY, new byte[] {round, 2});
                store.removeCheckpoint(Events.KEY);
            }
        });
        var beside = new FolderStore(root);

        while (!steps.isDone()) {
            assertThat(beside.collect(WEEK_AGO, Set::of, true).checkpoints()).isZero();
        }

        assertThat(steps).isCompleted();
    }

    @Test
    void whenOnlyAskedNothingIsRemoved() throws IOException {
        Artifact artifact = finished(Events.KEY, "weights");
        age();

        assertThat(store.collect(WEEK_AGO, Set::of, false).artifacts()).containsExactly(artifact.sha256());
        assertThat(store.fetch(artifact)).exists();
    }

    private Artifact finished(StepKey key, String content) {
        try (Draft draft = store.draft(key)) {
            draft.write(files -> Files.writeString(files.resolve("model"), content));
            draft.finish(new EventCodec().encode(Events.trained(draft.artifact())));
            return draft.artifact();
        }
    }

    /** Makes everything in the store a month old. */
    private void age() throws IOException {
        FileTime monthAgo = FileTime.from(Instant.now().minus(Duration.ofDays(30)));
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.toList()) {
                Files.setLastModifiedTime(path, monthAgo);
            }
        }
    }
}
