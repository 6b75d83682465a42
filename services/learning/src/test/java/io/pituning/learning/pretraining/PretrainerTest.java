package io.pituning.learning.pretraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pituning.learning.LearningException;
import io.pituning.learning.TinyModel;
import io.pituning.learning.backbone.ofa.OfaConfig;
import io.pituning.learning.tensor.Safetensors;
import io.pituning.learning.tokenizer.TextTokenizer;
import io.pituning.learning.training.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PretrainerTest {
    private static final String EMBEDDING = "encoder.embed_tokens.weight";
    private static final List<String> SENTENCES = List.of("an ordinary sentence");

    @TempDir
    Path folder;

    @Test
    void writesTheSameWeightsWhetherInterruptedOrNot() throws IOException {
        assertThat(pretrain("whole", 4, 4)).containsExactly(1L, 2L, 3L, 4L);
        pretrain("resumed", 2, 4);
        assertThat(pretrain("resumed", 4, 4)).as("steps done by the second run").containsExactly(3L, 4L);

        assertThat(Files.readAllBytes(folder.resolve("resumed/model.safetensors")))
                .isEqualTo(Files.readAllBytes(folder.resolve("whole/model.safetensors")));
    }

    @Test
    void countsAsDoneOnlyWhatHasBeenWritten() throws IOException {
        Path inTheWay = Files.createDirectories(folder.resolve("model/model.safetensors.tmp"));
        assertThatThrownBy(() -> pretrain("model", 2, 2)).isInstanceOf(IOException.class);
        Files.delete(inTheWay);

        assertThat(pretrain("model", 2, 2)).containsExactly(1L, 2L);

        assertThat(folder.resolve("model/model.safetensors")).exists();
    }

    @Test
    void doesNotGoOnWithOtherStepsOrFromAnotherModelOrOnOtherTexts() throws IOException {
        pretrain("model", 2, 4);
        PretrainingSettings same = TinyModel.settings(4);

        assertDiffers("another number of steps.", TinyModel.settings(6), SENTENCES, Optional.empty());
        assertDiffers("another text.", same, List.of("another"), Optional.empty());
        assertDiffers("another model to start from.", same, SENTENCES, Optional.of(folder.resolve("model")));
        assertThat(pretrain("model", 4, 4)).containsExactly(3L, 4L);
    }

    private void assertDiffers(String what, PretrainingSettings settings, List<String> sentences, Optional<Path> from) {
        Pretrainer other = new Pretrainer(
                TinyModel.config(), settings, sentences, from, folder.resolve("model"), ProgressListener.SILENT);

        assertThatThrownBy(other::run)
                .isInstanceOfSatisfying(
                        LearningException.class, e -> assertThat(e.code()).isEqualTo("pretraining-differs"))
                .hasMessageContaining(what);
    }

    @Test
    void startsFromAnEarlierModelAsFarAsNamesAndShapesAreTheSame() throws IOException {
        pretrain("earlier", 2, 2);
        Safetensors.Values earlier = weights("earlier");
        String kept = "encoder.layer_norm.weight";
        String reshaped = "encoder.layers.0.fc1.weight";
        change("earlier", values -> {
            Arrays.fill(values.values().get(kept), 3);
            Arrays.fill(values.values().get(reshaped), 3);
            // As many elements, but not the same matrix.
            values.shapes().put(reshaped, new long[] {16, 32});
        });
        assertThat(earlier.shapes().get(reshaped)).containsExactly(32, 16);

        Safetensors.Values later = startedFrom("earlier", TinyModel.config());

        assertThat(later.values().get(kept)).containsOnly(new float[] {3}, within(0.1f));
        assertThat(later.values().get(reshaped)).doesNotContain(new float[] {3}, within(0.1f));
    }

    @Test
    void keepsTheEmbeddingOfEveryTokenThatTheEarlierModelHas() throws IOException {
        pretrain("earlier", 2, 2);

        Safetensors.Values later = startedFrom("earlier", TinyModel.config(), 0);

        assertThat(folder.resolve("later/tokenizer.json"))
                .hasSameTextualContentAs(folder.resolve("earlier/tokenizer.json"));
        assertThat(later.values().get(EMBEDDING))
                .isEqualTo(weights("earlier").values().get(EMBEDDING));
    }

    @Test
    void startsTheEmbeddingOfANewTokenAsTheMeanOfItsParts() throws IOException {
        pretrain("earlier", 2, 2);
        int larger = TinyModel.config().vocabularySize() + 50;
        OfaConfig config = new OfaConfig(larger, 16, 1, 1, 2, 32, 64, 8, 8, 2.0, List.of(1, 1, 1), 4, 32);

        float[] later = startedFrom("earlier", config, 0).values().get(EMBEDDING);

        float[] earlier = weights("earlier").values().get(EMBEDDING);
        try (TextTokenizer before = TextTokenizer.read(folder.resolve("earlier/tokenizer.json"));
                TextTokenizer after = TextTokenizer.read(folder.resolve("later/tokenizer.json"))) {
            int added = after.numbers().entrySet().stream()
                    .filter(token -> !before.numbers().containsKey(token.getKey()))
                    .mapToInt(Map.Entry::getValue)
                    .filter(number -> before.encode(after.decode(new int[] {number})).length > 1)
                    .findFirst()
                    .orElseThrow();
            int[] parts = before.encode(after.decode(new int[] {added}));
            float[] mean = new float[16];
            for (int part : parts) {
                for (int i = 0; i < mean.length; i++) {
                    mean[i] += earlier[part * mean.length + i] / parts.length;
                }
            }
            assertThat(Arrays.copyOfRange(later, added * mean.length, (added + 1) * mean.length))
                    .containsExactly(mean, within(1e-3f));
        }
    }

    @Test
    void refusesToStartFromAnEmbeddingThatIsMissingOrOfAnotherWidth() throws IOException {
        pretrain("earlier", 2, 2);
        OfaConfig narrower = new OfaConfig(300, 8, 1, 1, 2, 32, 64, 8, 8, 2.0, List.of(1, 1, 1), 4, 32);

        assertMalformed(narrower, EMBEDDING + " has shape [300, 16] instead of [300 or more, 8]");

        change("earlier", values -> values.shapes().put(EMBEDDING, new long[] {150, 32}));
        assertMalformed(TinyModel.config(), EMBEDDING + " has shape [150, 32] instead of [300 or more, 16]");

        change("earlier", values -> {
            values.shapes().remove(EMBEDDING);
            values.values().remove(EMBEDDING);
        });
        assertMalformed(TinyModel.config(), "lacks tensor " + EMBEDDING);
    }

    private void assertMalformed(OfaConfig config, String why) {
        assertThatThrownBy(() -> startedFrom("earlier", config))
                .isInstanceOfSatisfying(
                        LearningException.class, e -> assertThat(e.code()).isEqualTo("model-malformed"))
                .hasMessageContaining(why);
    }

    /** The weights after a single short step. */
    private Safetensors.Values startedFrom(String earlier, OfaConfig config) throws IOException {
        return startedFrom(earlier, config, 1e-3);
    }

    /** @param learningRate with 0 the weights stay as they started */
    private Safetensors.Values startedFrom(String earlier, OfaConfig config, double learningRate) throws IOException {
        new Pretrainer(
                        config,
                        new PretrainingSettings(1, 32, learningRate, 1, 0, 0, 1, 1, 1, 2, 1),
                        SENTENCES,
                        Optional.of(folder.resolve(earlier)),
                        folder.resolve("later"),
                        ProgressListener.SILENT)
                .run();
        return weights("later");
    }

    private Safetensors.Values weights(String name) throws IOException {
        return Safetensors.readValues(Files.readAllBytes(folder.resolve(name).resolve("model.safetensors")));
    }

    private void change(String name, Consumer<Safetensors.Values> change) throws IOException {
        Safetensors.Values values = weights(name);
        change.accept(values);
        Files.write(
                folder.resolve(name).resolve("model.safetensors"),
                Safetensors.writeValues(values, Safetensors.Precision.F32));
    }

    /**
     * Stops at a step by failing in the listener, as a kill would between two checkpoints.
     *
     * @return the steps it told of
     */
    private List<Long> pretrain(String name, long stopAfter, long steps) throws IOException {
        List<Long> told = new ArrayList<>();
        ProgressListener stopping = (what, done, total) -> {
            told.add(done);
            if (done > stopAfter) {
                throw new IllegalStateException("stopped");
            }
        };
        try {
            new Pretrainer(
                            TinyModel.config(),
                            TinyModel.settings(steps),
                            SENTENCES,
                            Optional.empty(),
                            folder.resolve(name),
                            stopping)
                    .run();
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("stopped");
        }
        return told;
    }
}
