package io.pituning.learning.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pituning.learning.LearningException;
import io.pituning.learning.metric.Metric;
import io.pituning.learning.world.BuiltinTasks;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSetsTest {
    private static final String LINE =
            "{\"image\": \"images/0.png\", \"text\": \"what is it?\", \"target\": \"cat\"}\n";

    @TempDir
    Path disk;

    private Path root;
    private Path folder;

    @BeforeEach
    void writeAGoodFolder() throws IOException {
        root = Files.createDirectory(disk.resolve("root"));
        folder = Files.createDirectories(root.resolve("pets"));
        Files.createDirectory(folder.resolve("images"));
        ImageIO.write(
                new BufferedImage(8, 6, BufferedImage.TYPE_INT_RGB),
                "png",
                folder.resolve("images/0.png").toFile());
        write("dataset.json", """
                {"name": "pets", "modality": "vision-language", "instruction": "look.", "labels": ["cat", "dog"],
                 "metric": "accuracy", "source": "made up"}""");
        for (String split : List.of("train", "validation", "test")) {
            write(split + ".jsonl", LINE);
        }
    }

    @Test
    void opens_a_folder_below_an_allowed_root() {
        DataSet pets = open(folder);

        assertThat(pets.info().name()).isEqualTo("pets");
        assertThat(pets.info().modality()).isEqualTo(Modality.VISION_LANGUAGE);
        assertThat(pets.info().labels()).containsExactly("cat", "dog");
        assertThat(pets.train()).hasSize(1);
        assertThat(pets.info().prompt(pets.train().get(0))).isEqualTo("look. what is it?");
        assertThat(pets.train().get(0).picture().orElseThrow().read().getWidth())
                .isEqualTo(8);
    }

    @Test
    void describes_a_data_set_without_its_examples() throws IOException {
        DataSetInfo pets = open(folder).info();
        Files.delete(folder.resolve("train.jsonl"));

        assertThat(new DataSets(List.of(root)).describe(folder.toUri().toString()))
                .isEqualTo(pets);
        assertThat(new DataSets(List.of()).describe("builtin:refer-color?train=100000"))
                .isEqualTo(BuiltinTasks.info("refer-color"));
    }

    @Test
    void a_data_set_without_labels_is_a_generation_task_with_any_target() throws IOException {
        write("dataset.json", "{\"name\": \"pets\", \"modality\": \"language\", \"labels\": null}");
        write("train.jsonl", "{\"text\": \"say something\", \"target\": \"anything at all\"}\n\n");

        DataSet talk = open(folder);

        assertThat(talk.info().isClassification()).isFalse();
        assertThat(talk.train()).containsExactly(Example.ofText("say something", "anything at all"));
        assertThat(talk.info().prompt("hello")).isEqualTo("hello");
    }

    @Test
    void the_metric_is_the_one_named() throws IOException {
        write("dataset.json", "{\"modality\": \"language\", \"labels\": [\"cat\"], \"metric\": \"matthews\"}");

        assertThat(open(folder).info().metric()).isEqualTo(Metric.MATTHEWS);
    }

    @Test
    void without_a_name_the_metric_is_accuracy_where_there_are_labels_and_exact_match_where_there_are_none()
            throws IOException {
        write("dataset.json", "{\"modality\": \"language\", \"labels\": [\"cat\"]}");
        assertThat(open(folder).info().metric()).isEqualTo(Metric.ACCURACY);

        write("dataset.json", "{\"modality\": \"language\", \"metric\": null}");
        assertThat(open(folder).info().metric()).isEqualTo(Metric.EXACT_MATCH);
    }

    @Test
    void a_metric_nobody_knows_is_told_with_its_file_and_the_known_ones() throws IOException {
        write("dataset.json", "{\"modality\": \"language\", \"metric\": \"bleu\"}");

        assertFails(folder, "metric-unknown")
                .hasMessageContaining("dataset.json")
                .hasMessageContaining("bleu")
                .isInstanceOfSatisfying(LearningException.class, failure -> assertThat(failure.advice())
                        .contains("accuracy", "bleu-4"));
    }

    @Test
    void a_folder_that_does_not_exist_is_missing() {
        assertFails(root.resolve("nothing"), "dataset-missing").hasMessageContaining("nothing");
    }

    @Test
    void a_folder_without_dataset_json_is_missing() throws IOException {
        Files.delete(folder.resolve("dataset.json"));

        assertFails(folder, "dataset-missing").hasMessageContaining("dataset.json");
    }

    @Test
    void a_missing_split_is_malformed() throws IOException {
        Files.delete(folder.resolve("test.jsonl"));

        assertFails(folder, "dataset-malformed").hasMessageContaining("test.jsonl");
    }

    @Test
    void a_line_that_is_not_json_is_named_by_file_and_number() throws IOException {
        write("validation.jsonl", LINE + "{\"text\": oops}\n");

        assertFails(folder, "dataset-malformed").hasMessageContaining("validation.jsonl, line 2");
    }

    @Test
    void a_target_that_is_no_label_is_named_by_file_and_number() throws IOException {
        write("train.jsonl", LINE.replace("cat", "cow"));

        assertFails(folder, "dataset-malformed")
                .hasMessageContaining("train.jsonl, line 1")
                .hasMessageContaining("cow");
    }

    @Test
    void an_image_that_is_not_there_is_malformed() throws IOException {
        write("train.jsonl", LINE.replace("0.png", "7.png"));

        assertFails(folder, "dataset-malformed").hasMessageContaining("images/7.png");
    }

    @Test
    void an_image_path_that_leads_out_of_the_folder_is_forbidden() throws IOException {
        Files.write(root.resolve("secret.png"), new byte[] {1});
        write("train.jsonl", LINE.replace("images/0.png", "../secret.png"));

        assertFails(folder, "dataset-forbidden").hasMessageContaining("secret.png");
    }

    @Test
    void an_image_link_that_leads_out_of_the_folder_is_forbidden() throws IOException {
        Path secret = Files.write(root.resolve("secret.png"), new byte[] {1});
        Files.delete(folder.resolve("images/0.png"));
        Files.createSymbolicLink(folder.resolve("images/0.png"), secret);

        assertFails(folder, "dataset-forbidden");
    }

    @Test
    void a_split_that_is_a_link_out_of_the_folder_is_forbidden() throws IOException {
        Path secret = Files.writeString(root.resolve("secret.txt"), LINE);
        Files.delete(folder.resolve("test.jsonl"));
        Files.createSymbolicLink(folder.resolve("test.jsonl"), secret);

        assertFails(folder, "dataset-forbidden");
    }

    @Test
    void a_folder_outside_the_roots_is_forbidden_whether_it_exists_or_not() throws IOException {
        Path outside = Files.createDirectory(disk.resolve("outside"));

        assertFails(outside, "dataset-forbidden");
        assertFails(disk.resolve("nowhere"), "dataset-forbidden");
        assertFails(root.resolve("../outside"), "dataset-forbidden");
    }

    @Test
    void a_link_below_a_root_does_not_lead_out_of_it() throws IOException {
        Path outside = Files.createDirectory(disk.resolve("outside"));
        Files.createSymbolicLink(root.resolve("door"), outside);

        assertFails(root.resolve("door"), "dataset-forbidden");
    }

    @Test
    void a_root_may_itself_be_a_link() throws IOException {
        Path link = Files.createSymbolicLink(disk.resolve("link"), root);

        DataSet pets =
                new DataSets(List.of(link)).open(link.resolve("pets").toUri().toString());

        assertThat(pets.train()).hasSize(1);
    }

    @Test
    void references_of_an_unknown_kind_are_missing_and_the_advice_names_the_known_kinds() {
        assertThatThrownBy(() -> new DataSets(List.of(root)).open("ftp://host/pets"))
                .isInstanceOfSatisfying(LearningException.class, failure -> {
                    assertThat(failure.code()).isEqualTo("dataset-missing");
                    assertThat(failure.advice()).contains("builtin:", "file:");
                });
    }

    @Test
    void file_references_that_are_no_local_path_are_missing() {
        for (String reference : List.of("file:relative/pets", "file://host/pets", "file:///with blank", "file:")) {
            assertThatThrownBy(() -> new DataSets(List.of(root)).open(reference))
                    .isInstanceOfSatisfying(LearningException.class, failure -> assertThat(failure.code())
                            .isEqualTo("dataset-missing"));
        }
    }

    @Test
    void builtin_references_open_generated_data_sets() {
        DataSet family = new DataSets(List.of()).open("builtin:rune-clan");

        assertThat(family.info().name()).isEqualTo("rune-clan");
    }

    private DataSet open(Path path) {
        return new DataSets(List.of(root)).open("file://" + path);
    }

    private AbstractThrowableAssert<?, ?> assertFails(Path path, String code) {
        return assertThatThrownBy(() -> open(path))
                .isInstanceOfSatisfying(LearningException.class, failure -> assertThat(failure.code())
                        .isEqualTo(code));
    }

    private void write(String file, String content) throws IOException {
        Files.writeString(folder.resolve(file), content);
    }
}
