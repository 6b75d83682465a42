package io.pituning.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pituning.schemas.FailureCode;
import io.pituning.schemas.event.Artifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderStoreTest {
    private static final byte[] EVENT = {'{', '}'};
    private static final byte[] FIRST = {1};
    private static final byte[] SECOND = {2};

    @TempDir
    private Path folder;

    private FolderStore store;

    @BeforeEach
    void openStore() {
        store = new FolderStore(folder.resolve("store"));
    }

    @Test
    void whatIsNotFinishedIsNotThere() {
        try (Draft draft = store.draft(Events.KEY)) {
            draft.write(files -> Files.writeString(files.resolve("model"), "weights"));
            assertThatThrownBy(() -> store.fetch(draft.artifact()))
                    .isInstanceOfSatisfying(
                            StepException.class, e -> assertThat(e.failure()).isEqualTo(FailureCode.ARTIFACT_MISSING));
        }
    }

    @Test
    void aChangedFileIsFoundOut() throws IOException {
        Artifact artifact = finished("weights");
        Files.writeString(store.fetch(artifact).resolve("model"), "Weights");

        assertThatThrownBy(() -> store.fetch(artifact))
                .isInstanceOfSatisfying(
                        StepException.class, e -> assertThat(e.failure()).isEqualTo(FailureCode.ARTIFACT_CORRUPT));
    }

    @Test
    void theSameFilesHaveTheSameChecksumAndOthersAnother() {
        assertThat(finished("weights").sha256())
                .isEqualTo(finished("weights").sha256())
                .isNotEqualTo(finished("other").sha256());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc",
                "file:ROOT/../outside",
                "file:ROOT/objects/../../outside",
                "file://elsewhere/etc",
                "s3://bucket/objects",
                "jar:file:ROOT/some.jar!/",
                "http://localhost/objects",
                "relative/path",
                "file:relative",
                ":",
                "file:ROOT/%00"
            })
    void anAddressOutsideTheStoreIsForbidden(String address) throws IOException {
        Files.createDirectories(folder.resolve("outside"));
        var artifact =
                new Artifact(address.replace("ROOT", folder.resolve("store").toString()), Checksum.of(new byte[0]), 0);

        assertThatThrownBy(() -> store.fetch(artifact))
                .isInstanceOfSatisfying(
                        StepException.class, e -> assertThat(e.failure()).isEqualTo(FailureCode.ARTIFACT_FORBIDDEN));
    }

    @Test
    void aLinkOutOfTheStoreIsNotFollowed() throws IOException {
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "secret");
        Path link = Files.createSymbolicLink(
                Files.createDirectories(folder.resolve("store")).resolve("link"), outside);
        Path linked = Files.createDirectories(folder.resolve("store/linked"));
        Files.createSymbolicLink(linked.resolve("secret"), outside.resolve("secret"));

        assertThatThrownBy(() -> store.fetch(new Artifact(link.toUri().toString(), Checksum.of(outside), 6)))
                .isInstanceOfSatisfying(
                        StepException.class, e -> assertThat(e.failure()).isEqualTo(FailureCode.ARTIFACT_FORBIDDEN));
        assertThatThrownBy(() -> store.fetch(new Artifact(linked.toUri().toString(), Checksum.of(outside), 6)))
                .isInstanceOf(StepException.class);
    }

    @Test
    void theSameContentIsStoredOnce() throws IOException {
        Artifact first = finished("weights");
        Artifact second = finished("weights");

        assertThat(second).isEqualTo(first);
        try (Stream<Path> stored = Files.list(folder.resolve("store/objects"))) {
            assertThat(stored.map(Path::getFileName).map(Path::toString)).containsExactly(first.sha256());
        }
    }

    @Test
    void aDamagedArtifactIsReplacedByTheSameOneMadeAnew() throws IOException {
        Artifact artifact = finished("weights");
        Files.delete(store.fetch(artifact).resolve("model"));

        finished("weights");

        assertThat(store.fetch(artifact).resolve("model")).hasContent("weights");
    }

    @Test
    void aStepThatTellsOfAnothersArtifactNeedsNoneOfItsOwn() {
        try (Draft draft = store.draft(Events.KEY)) {
            draft.finish(EVENT);
        }

        assertThat(store.event(Events.KEY)).contains(EVENT);
        assertThat(folder.resolve("store/objects")).doesNotExist();
    }

    @Test
    void ofARunningStepTheLastCheckpointIsKept() throws IOException {
        assertThat(store.checkpoint(Events.KEY)).isEmpty();

        store.saveCheckpoint(Events.KEY, FIRST);
        store.saveCheckpoint(Events.KEY, SECOND);

        assertThat(store.checkpoint(Events.KEY)).contains(SECOND);
        assertThat(states()).hasSize(1);
    }

    @Test
    void aCheckpointThatCannotBeWrittenLeavesTheOneBefore() throws IOException {
        store.saveCheckpoint(Events.KEY, FIRST);
        Path drafts = folder.resolve("store/drafts");
        Folders.delete(drafts);
        Files.writeString(drafts, "in the way");

        assertThatThrownBy(() -> store.saveCheckpoint(Events.KEY, SECOND))
                .isInstanceOfSatisfying(StepException.class, e -> assertThat(e.failure())
                        .isEqualTo(FailureCode.ARTIFACT_STORE_UNAVAILABLE));

        assertThat(store.checkpoint(Events.KEY)).contains(FIRST);
    }

    @Test
    void aDamagedCheckpointIsNone() throws IOException {
        store.saveCheckpoint(Events.KEY, FIRST);
        Files.write(states().get(0), SECOND);

        assertThat(store.checkpoint(Events.KEY)).isEmpty();
    }

    /** The files of all checkpoints but what names the newest. */
    private List<Path> states() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("store/checkpoints"))) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("newest"))
                    .toList();
        }
    }

    @Test
    void aCheckpointIsForgottenWhenTheStepIsDone() {
        store.saveCheckpoint(Events.KEY, FIRST);

        store.removeCheckpoint(Events.KEY);
        store.removeCheckpoint(Events.KEY);

        assertThat(store.checkpoint(Events.KEY)).isEmpty();
    }

    @Test
    void theDraftsOfAProcessThatEndedAreDeletedAndThoseOfALivingOneAreNot() throws IOException {
        Path dead = Files.createDirectories(folder.resolve("store/drafts/dead/draft"));
        Files.writeString(dead.resolve("half"), "half");
        try (Draft living = store.draft(Events.KEY);
                FolderStore other = new FolderStore(folder.resolve("store"))) {
            other.draft(Events.KEY).close();
            assertThat(dead).doesNotExist();

            living.write(files -> Files.writeString(files.resolve("model"), "weights"));
            living.finish(EVENT);
        }

        assertThat(store.event(Events.KEY)).contains(EVENT);
    }

    @Test
    void aStoreThatCannotBeWrittenIsUnavailable() throws IOException {
        Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> new FolderStore(folder.resolve("file")).draft(Events.KEY))
                .isInstanceOfSatisfying(StepException.class, e -> assertThat(e.failure())
                        .isEqualTo(FailureCode.ARTIFACT_STORE_UNAVAILABLE));
    }

    private Artifact finished(String content) {
        try (Draft draft = store.draft(Events.KEY)) {
            draft.write(files -> Files.writeString(files.resolve("model"), content));
            Artifact artifact = draft.artifact();
            draft.finish(EVENT);
            return artifact;
        }
    }
}
