package io.pituning.learning.foundation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pituning.learning.LearningException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoundationModelsTest {
    @TempDir
    Path root;

    @Test
    void aModelFolderOfTheRootIsFoundByItsName() throws IOException {
        copyOfPiNano("our-model");

        try (FoundationModel model = models().load("our-model")) {
            assertThat(model.name()).isEqualTo("our-model");
        }
    }

    @Test
    void aShippedModelIsFoundBesideTheRoot() {
        try (FoundationModel model = models().load("pi-nano");
                FoundationModel shipped = FoundationModel.load("pi-nano")) {
            assertThat(model.sha256()).isEqualTo(shipped.sha256());
        }
    }

    @Test
    void aFolderGoesBeforeAShippedModelOfTheSameName() throws IOException {
        copyOfPiNano("pi-nano");

        try (FoundationModel model = models().load("pi-nano");
                FoundationModel shipped = FoundationModel.load("pi-nano")) {
            assertThat(model.sha256()).isNotEqualTo(shipped.sha256());
            assertThatThrownBy(() -> model.require(shipped.sha256()))
                    .isInstanceOfSatisfying(
                            LearningException.class, e -> assertThat(e.code()).isEqualTo("foundation-mismatch"))
                    .hasMessageContainingAll("pi-nano", model.sha256(), shipped.sha256());
            assertThat(model.require(model.sha256())).isSameAs(model);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "../models", "/", "a/b", "", "nowhere"})
    void nothingOutsideTheRootIsAModel(String name) throws IOException {
        Files.createDirectories(root.resolve("models"));

        assertThatThrownBy(() -> models().load(name)).isInstanceOfSatisfying(LearningException.class, e -> {
            assertThat(e.code()).isEqualTo("model-unknown");
            assertThat(e.advice()).contains(root.resolve("models").toString());
        });
    }

    @Test
    void withoutARootTheAdviceSaysHowToNameOne() {
        assertThatThrownBy(() -> new FoundationModels(Optional.empty()).load("our-model"))
                .isInstanceOfSatisfying(
                        LearningException.class, e -> assertThat(e.advice()).contains("pi.models.root"))
                .hasMessageContaining("our-model");
    }

    private FoundationModels models() {
        return new FoundationModels(Optional.of(root.resolve("models")));
    }

    /** A line more in its config.json makes it another model. */
    private void copyOfPiNano(String name) throws IOException {
        Path folder = Files.createDirectories(root.resolve("models").resolve(name));
        for (String file : List.of("config.json", "model.safetensors", "tokenizer.json")) {
            try (InputStream stream = FoundationModel.class.getResourceAsStream("/models/pi-nano/" + file)) {
                Files.copy(stream, folder.resolve(file));
            }
        }
        Files.writeString(folder.resolve("config.json"), Files.readString(folder.resolve("config.json")) + "\n");
    }
}
