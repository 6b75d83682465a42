package io.pituning.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pituning.schemas.FailureCode;
import io.pituning.schemas.event.Artifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactStoreTest {
    @TempDir
    private Path folder;

    private ArtifactStore store;

    @BeforeEach
    void openStore() {
        store = new ArtifactStore(folder.resolve("store"));
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

    @Test
    void nothingOutsideTheStoreIsRead() throws IOException {
        Path outside = Files.createDirectories(folder.resolve("outside"));
        var artifact = new Artifact(outside.toUri().toString(), "0".repeat(64), 0);

        assertThatThrownBy(() -> store.fetch(artifact)).hasMessageContaining("outside the artifact store");
    }

    private Artifact finished(String content) {
        try (Draft draft = store.draft(Events.KEY)) {
            draft.write(files -> Files.writeString(files.resolve("model"), content));
            Artifact artifact = draft.artifact();
            draft.finish(new byte[] {'{', '}'});
            return artifact;
        }
    }
}
