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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void opensAFolderBelowAnAllowedRoot() {
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
    void describesADataSetWithoutItsExamples() throws IOException {
        DataSetInfo pets = open(folder).info();
        Files.delete(folder.resolve("train.jsonl"));

        assertThat(new DataSets(List.of(root)).describe(folder.toUri().toString()))
                .isEqualTo(pets);
        assertThat(new DataSets(List.of()).describe("builtin:refer-color?train=100000"))
                .isEqualTo(BuiltinTasks.info("refer-color"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"emblem-genus", "sketch-caption"})
    void whatIsSaidOfADataSetCanBeKeptElsewhere(String name) throws IOException {
        DataSetInfo info = BuiltinTasks.info(name);

        DataSetDescription.write(info, disk);

        assertThat(DataSetDescription.find(disk)).contains(info);
        assertThat(DataSetDescription.find(root)).isEmpty();
    }

    @Test
    void aDataSetWithoutLabelsIsAGenerationTaskWithAnyTarget() throws IOException {
        write("dataset.json", "{\"name\": \"pets\", \"modality\": \"language\", \"labels\": null}");
        write("train.jsonl", "{\"text\": \"say something\", \"target\": \"anything at all\"}\n\n");

        DataSet talk = open(folder);

        assertThat(talk.info().isClassification()).isFalse();
        assertThat(talk.train()).containsExactly(Example.ofText("say something", "anything at all"));
        assertThat(talk.info().prompt("hello")).isEqualTo("hello");
    }

    @Test
    void theMetricIsTheOneNamed() throws IOException {
        write("dataset.json", "{\"modality\": \"language\", \"labels\": [\"cat\"], \"metric\": \"matthews\"}");

        assertThat(open(folder).info().metric()).isEqualTo(Metric.MATTHEWS);
    }

    @Test
    void withoutANameTheMetricIsAccuracyWhereThereAreLabelsAndExactMatchWhereThereAreNone() throws IOException {
        write("dataset.json", "{\"modality\": \"language\", \"labels\": [\"cat\"]}");
        assertThat(open(folder).info().metric()).isEqualTo(Metric.ACCURACY);

        write("dataset.json", "{\"modality\": \"language\", \"metric\": null}");
        assertThat(open(folder).info().metric()).isEqualTo(Metric.EXACT_MATCH);
    }

    @Test
    void aMetricNobodyKnowsIsToldWithItsFileAndTheKnownOnes() throws IOException {
        write("dataset.json", "{\"modality\": \"language\", \"metric\": \"bleu\"}");

        assertFails(folder, "metric-unknown")
                .hasMessageContaining("dataset.json")
                .hasMessageContaining("bleu")
                .isInstanceOfSatisfying(LearningException.class, failure -> assertThat(failure.advice())
                        .contains("accuracy", "bleu-4"));
    }

    @Test
    void aFolderThatDoesNotExistIsMissing() {
        assertFails(root.resolve("nothing"), "dataset-missing").hasMessageContaining("nothing");
    }

    @Test
    void aFolderWithoutDatasetJsonIsMissing() throws IOException {
        Files.delete(folder.resolve("dataset.json"));

        assertFails(folder, "dataset-missing").hasMessageContaining("dataset.json");
    }

    @Test
    void anUnknownKeyIsNamedWithTheKnownOnes() throws IOException {
        write("dataset.json", "{\"modality\": \"language\", \"label\": [\"cat\", \"dog\"]}");

        assertFails(folder, "dataset-malformed")
                .hasMessage("dataset.json of " + folder.toRealPath() + " has the unknown key \"label\"; known are"
                        + " name, modality, instruction, labels, metric, source, examples.");
    }

    @Test
    void anUnknownKeyDoesNotMatterToWhoAsksForTheDescriptionAlone() throws IOException {
        write("dataset.json", "{\"modality\": \"language\", \"labels\": [\"cat\", \"dog\"], \"license\": \"MIT\"}");

        assertThat(new DataSets(List.of(root))
                        .describe(folder.toUri().toString())
                        .labels())
                .containsExactly("cat", "dog");
    }

    @Test
    void aCountOfTheExamplesMayBeAdded() throws IOException {
        write("dataset.json", """
                {"modality": "language", "labels": ["cat", "dog"], "examples": {"train": 1, "validation": 1, "test": 1}}""");

        assertThat(open(folder).info().labels()).containsExactly("cat", "dog");
    }

    @Test
    void aMissingSplitIsMalformed() throws IOException {
        Files.delete(folder.resolve("test.jsonl"));

        assertFails(folder, "dataset-malformed").hasMessageContaining("test.jsonl");
    }

    @Test
    void aLineThatIsNotJsonIsNamedByFileAndNumber() throws IOException {
        write("validation.jsonl", LINE + "{\"text\": oops}\n");

        assertFails(folder, "dataset-malformed").hasMessageContaining("validation.jsonl, line 2");
    }

    @Test
    void aLineWhoseBracketIsNotClosedSaysThatAlone() throws IOException {
        write("validation.jsonl", "{\"text\": \"a cat\"\n");

        assertFails(folder, "dataset-malformed")
                .hasMessageContaining("(Unexpected end-of-input: expected close marker for Object)");
    }

    @Test
    void aTargetThatIsNoLabelIsNamedByFileAndNumber() throws IOException {
        write("train.jsonl", LINE.replace("cat", "cow"));

        assertFails(folder, "dataset-malformed")
                .hasMessageContaining("train.jsonl, line 1")
                .hasMessageContaining("cow");
    }

    @Test
    void anImageThatIsNotThereIsMalformed() throws IOException {
        write("train.jsonl", LINE.replace("0.png", "7.png"));

        assertFails(folder, "dataset-malformed").hasMessageContaining("images/7.png");
    }

    @Test
    void anImagePathThatLeadsOutOfTheFolderIsForbidden() throws IOException {
        Files.write(root.resolve("secret.png"), new byte[] {1});
        write("train.jsonl", LINE.replace("images/0.png", "../secret.png"));

        assertFails(folder, "dataset-forbidden").hasMessageContaining("secret.png");
    }

    @Test
    void anImageLinkThatLeadsOutOfTheFolderIsForbidden() throws IOException {
        Path secret = Files.write(root.resolve("secret.png"), new byte[] {1});
        Files.delete(folder.resolve("images/0.png"));
        Files.createSymbolicLink(folder.resolve("images/0.png"), secret);

        assertFails(folder, "dataset-forbidden");
    }

    @Test
    void aSplitThatIsALinkOutOfTheFolderIsForbidden() throws IOException {
        Path secret = Files.writeString(root.resolve("secret.txt"), LINE);
        Files.delete(folder.resolve("test.jsonl"));
        Files.createSymbolicLink(folder.resolve("test.jsonl"), secret);

        assertFails(folder, "dataset-forbidden");
    }

    @Test
    void aFolderOutsideTheRootsIsForbiddenWhetherItExistsOrNot() throws IOException {
        Path outside = Files.createDirectory(disk.resolve("outside"));

        assertFails(outside, "dataset-forbidden");
        assertFails(disk.resolve("nowhere"), "dataset-forbidden");
        assertFails(root.resolve("../outside"), "dataset-forbidden");
    }

    @Test
    void aLinkBelowARootDoesNotLeadOutOfIt() throws IOException {
        Path outside = Files.createDirectory(disk.resolve("outside"));
        Files.createSymbolicLink(root.resolve("door"), outside);

        assertFails(root.resolve("door"), "dataset-forbidden");
    }

    @Test
    void aRootMayItselfBeALink() throws IOException {
        Path link = Files.createSymbolicLink(disk.resolve("link"), root);

        DataSet pets =
                new DataSets(List.of(link)).open(link.resolve("pets").toUri().toString());

        assertThat(pets.train()).hasSize(1);
    }

    @Test
    void referencesOfAnUnknownKindAreMissingAndTheAdviceNamesTheKnownKinds() {
        assertThatThrownBy(() -> new DataSets(List.of(root)).open("ftp://host/pets"))
                .isInstanceOfSatisfying(LearningException.class, failure -> {
                    assertThat(failure.code()).isEqualTo("dataset-missing");
                    assertThat(failure.advice()).contains("builtin:", "file:");
                });
    }

    @Test
    void fileReferencesThatAreNoLocalPathAreMissing() {
        for (String reference : List.of("file:relative/pets", "file://host/pets", "file:///with blank", "file:")) {
            assertThatThrownBy(() -> new DataSets(List.of(root)).open(reference))
                    .isInstanceOfSatisfying(LearningException.class, failure -> assertThat(failure.code())
                            .isEqualTo("dataset-missing"));
        }
    }

    @Test
    void builtinReferencesOpenGeneratedDataSets() {
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
