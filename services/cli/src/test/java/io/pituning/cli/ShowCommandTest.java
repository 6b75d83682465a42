package io.pituning.cli;

import static io.pituning.cli.PiRun.DONE;
import static io.pituning.cli.PiRun.FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pituning.cli.street.Json;
import io.pituning.learning.data.DataSet;
import io.pituning.learning.data.Modality;
import io.pituning.learning.world.BuiltinTasks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShowCommandTest {
    @TempDir
    private Path folder;

    private final PiRun pi = new PiRun();

    @Test
    void aDataSetIsShownWithExamplesOfEachLabel() throws IOException {
        String name = firstBuiltin(Modality.VISION);
        DataSet data = BuiltinTasks.dataSet(name);
        Path sheet = folder.resolve("new/sheet.png");

        assertThat(pi.run("show", "builtin:" + name, "--examples", "2", "--out", sheet.toString()))
                .isEqualTo(DONE);

        assertThat(pi.out())
                .contains("instruction  " + data.info().instruction().orElse("none"))
                .contains(data.train().size() + " training")
                .endsWith("pictures: " + sheet + "\n");
        data.info().labels().forEach(label -> assertThat(pi.out())
                .containsPattern("\n +\\d+  " + label + "\\b.*\n +\\d+  " + label + "\\b"));
        assertThat(ImageIO.read(sheet.toFile()).getWidth()).isGreaterThan(300);
    }

    @Test
    void aSheetThatCannotBeWrittenIsToldWithoutAStackTrace() throws IOException {
        Path taken = Files.createDirectories(folder.resolve("sheet.png/inside")).getParent();
        PrintStream console = System.err;
        var printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertThat(pi.run("show", "builtin:" + firstBuiltin(Modality.VISION), "--out", taken.toString()))
                    .isEqualTo(FAILED);
        } finally {
            System.setErr(console);
        }

        assertThat(pi.err()).contains("sheet.png", "(file-unusable)").hasLineCount(2);
        assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContain("\tat ");
    }

    @Test
    void aDataSetWithoutPicturesIsShownWithoutASheet() throws IOException {
        String name = firstBuiltin(Modality.LANGUAGE);

        assertThat(pi.run("show", "builtin:" + name, "--json")).isEqualTo(DONE);

        JsonNode document = Json.parse(pi.out());
        assertThat(document.path("examples").path(0).path("text").asText()).isNotEmpty();
        assertThat(document.has("pictures")).isFalse();
    }

    @Test
    void aTaskFolderIsShownByItsPath() throws IOException {
        TaskFolder.write(folder, "poets");

        assertThat(pi.run("show", folder.toString())).isEqualTo(DONE);
        assertThat(pi.out()).contains("poets", "none: answers are generated", "exact-match", "a poet  who wrote it?");
    }

    @Test
    void aDataSetThatIsNotThereIsTold() {
        assertThat(pi.run("show", "builtin:magic")).isEqualTo(FAILED);
        assertThat(pi.err()).contains("magic", "(dataset-missing)").hasLineCount(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"data/nosuch", "refer-color"})
    void aFolderToBeShownThatIsNotThereIsTold(String reference) {
        assertThat(pi.run("show", reference)).isEqualTo(FAILED);
        assertThat(pi.err())
                .startsWith("pi: There is no folder " + reference + ".\n")
                .contains("builtin:NAME", "(dataset-missing)")
                .hasLineCount(2);
    }

    private static String firstBuiltin(Modality modality) {
        return BuiltinTasks.names().stream()
                .filter(name -> BuiltinTasks.dataSet(name).info().modality() == modality
                        && BuiltinTasks.dataSet(name).info().isClassification())
                .findFirst()
                .orElseThrow();
    }
}
