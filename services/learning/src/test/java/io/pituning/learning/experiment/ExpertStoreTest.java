package io.pituning.learning.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.learning.TinyModel;
import io.pituning.learning.data.DataSet;
import io.pituning.learning.data.DataSetInfo;
import io.pituning.learning.data.Example;
import io.pituning.learning.data.Modality;
import io.pituning.learning.data.Picture;
import io.pituning.learning.data.PictureFile;
import io.pituning.learning.expert.Lora;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.metric.Metric;
import io.pituning.learning.training.TrainingSettings;
import io.pituning.learning.world.BuiltinTasks;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpertStoreTest {
    private static final String KEY = "task-seed1-0123";

    @TempDir
    Path folder;

    @Test
    void anExpertIsMadeByOneAtATime() {
        ExpertStore store = new ExpertStore(folder);
        Optional<ExpertStore.Claim> first = store.claim(KEY);

        assertThat(first).isPresent();
        assertThat(store.claim(KEY)).isEmpty();
        store.claim("another").orElseThrow().close();

        first.get().close();
        store.claim(KEY).orElseThrow().close();
    }

    @Test
    void aClaimIsNotLostByARefusalInTheSameProcess() throws Exception {
        ExpertStore store = new ExpertStore(folder);
        try (ExpertStore.Claim held = store.claim(KEY).orElseThrow()) {
            assertThat(store.claim(KEY)).isEmpty();

            Process other = claimer();
            try (BufferedReader out = other.inputReader()) {
                assertThat(out.readLine()).as("where %s is held", held.lock()).isEqualTo("refused");
            } finally {
                other.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void whatAProcessClaimsIsFreeOnceItHasDied() throws Exception {
        ExpertStore store = new ExpertStore(folder);
        Process other = claimer();
        try (BufferedReader out = other.inputReader()) {
            assertThat(out.readLine()).isEqualTo("claimed");
            assertThat(store.claim(KEY)).isEmpty();
        } finally {
            other.destroyForcibly().waitFor();
        }

        store.claim(KEY).orElseThrow().close();
    }

    private Process claimer() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Claimer.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Test
    void anExpertIsKeptByTheContentOfItsPictures() throws IOException {
        try (FoundationModel model = TinyModel.in(folder.resolve("model"))) {
            Path picture = Files.writeString(folder.resolve("0.png"), "a picture");
            String before = hash(model, "signs", Metric.EXACT_MATCH, new PictureFile(picture));

            Path copy = Files.copy(picture, folder.resolve("1.png"));
            assertThat(hash(model, "signs", Metric.EXACT_MATCH, new PictureFile(copy)))
                    .isEqualTo(before);
            Files.writeString(picture, "another one");
            assertThat(hash(model, "signs", Metric.EXACT_MATCH, new PictureFile(picture)))
                    .isNotEqualTo(before);
        }
    }

    /** What was measured with them would otherwise have to be trained again. */
    @Test
    void theExpertsOfBuiltinTasksAreStillFound() {
        try (FoundationModel model = FoundationModel.load("pi-nano")) {
            assertThat(key(model, "rune-clan")).isEqualTo("rune-clan-seed7-c62c3c8a6559");
            assertThat(key(model, "same-question")).isEqualTo("same-question-seed7-9fae9220f434");
        }
    }

    private static String key(FoundationModel model, String builtin) {
        return ExpertStore.key(model, new Lora(8, 1), TrainingSettings.defaults(), BuiltinTasks.dataSet(builtin));
    }

    /** The builtin tasks' experts are kept since before the metric counted. */
    @Test
    void anExpertIsKeptByItsMetricWhereThatIsNotTheUsualOneOfItsTask() throws IOException {
        try (FoundationModel model = TinyModel.in(folder)) {
            String usual = hash(model, "boxes", Metric.EXACT_MATCH);

            assertThat(hash(model, "boxes", Metric.IOU)).isNotEqualTo(usual);
            assertThat(hash(model, "boxes", Metric.CIDER)).isNotEqualTo(hash(model, "boxes", Metric.IOU));
            assertThat(hash(model, "refer-color", Metric.IOU)).isEqualTo(usual);
            assertThat(hash(model, "refer-color", Metric.EXACT_MATCH)).isNotEqualTo(usual);
        }
    }

    /** The part of the key in which a task's name has no share. */
    private static String hash(FoundationModel model, String name, Metric metric, Picture... picture) {
        List<Example> examples =
                List.of(new Example(Stream.of(picture).findFirst(), "the star", "<bin_1><bin_2><bin_5><bin_6>"));
        DataSetInfo info =
                new DataSetInfo(name, Modality.LANGUAGE, Optional.of("where is"), List.of(), metric, "made up");
        String key = ExpertStore.key(
                model, new Lora(2, 1), TrainingSettings.defaults(), new DataSet(info, examples, examples, examples));
        assertThat(key).startsWith(name + "-seed7-");
        return key.substring(name.length());
    }

    /** A process that claims and never lets go. */
    static final class Claimer {
        public static void main(String... args) throws IOException {
            boolean claimed = new ExpertStore(Path.of(args[0])).claim(KEY).isPresent();
            System.out.println(claimed ? "claimed" : "refused");
            System.in.read();
        }
    }
}
