package io.pituning.cli;

import static io.pituning.cli.PiRun.DONE;
import static io.pituning.cli.PiRun.FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pituning.cli.street.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
    @TempDir
    private Path folder;

    private final PiRun pi = new PiRun();

    @Test
    void aReportOfAFileThatIsNotThereIsTold() {
        assertThat(pi.run("report", folder.resolve("none.json").toString())).isEqualTo(FAILED);
        assertThat(pi.err()).contains("none.json", "(file-unreadable)").hasLineCount(2);
    }

    @Test
    void ofSeveralFilesTheBrokenOneIsBlamedInOneSentence() throws IOException {
        Path good = Files.writeString(folder.resolve("good.json"), results("wind-side", 0.5, 0.7));
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\"runs\": [");

        assertThat(pi.run("report", good.toString(), broken.toString())).isEqualTo(FAILED);
        assertThat(pi.err())
                .startsWith("pi: The file " + broken + " cannot be read or written: Unexpected end-of-input")
                .contains("(file-unusable)")
                .doesNotContain("Source:")
                .hasLineCount(2);
    }

    @Test
    void aReportTakesResultFilesTogether() throws IOException {
        Path one = Files.writeString(folder.resolve("one.json"), results("wind-side", 0.5, 0.7));
        Path other = Files.writeString(folder.resolve("other.json"), results("trec", 0.4, 0.3));
        Path summary = folder.resolve("new/summary.json");

        assertThat(pi.run("report", one.toString(), other.toString(), "--summary", summary.toString()))
                .isEqualTo(DONE);

        assertThat(pi.out())
                .contains("| wind-side | 50.0 ± – | 70.0 ± – |", "| trec | 40.0 ± – | 30.0 ± – |")
                .endsWith("- π − own-long: +5.0 ± – points, mean of 2 tasks; worst -10.0 ± – (trec)\n");
        JsonNode written = Json.parse(Files.readString(summary));
        assertThat(written.path("sixteenShot").path("meanGain").asDouble()).isEqualTo(20);
        assertThat(written.path("real").path("worstTask").asText()).isEqualTo("trec");
    }

    @Test
    void aReportIsThereForScriptsToo() throws IOException {
        Path file = Files.writeString(folder.resolve("one.json"), results("wind-side", 0.5, 0.7));

        assertThat(pi.run("report", file.toString(), "--json")).isEqualTo(DONE);

        JsonNode gain =
                Json.parse(pi.out()).path("settings").path(0).path("gains").path(0);
        assertThat(gain.path("rival").asText()).isEqualTo("own-long");
        assertThat(gain.path("byTask").path("wind-side").path("gain").asDouble())
                .isEqualTo(20);
    }

    private static String results(String task, double ownLong, double pi) {
        String run = """
                {"task": "%s", "method": "%s", "shots": "16", "seed": 1, "validation": 1, "test": %s, "metric": "accuracy",
                 "seconds": 1, "steps": 1, "k": %d, "expert": "lora", "parameters": 9, "pool": "full", "poolExamples": 400,
                 "poolSeed": 1, "training": "30 epochs", "poolTraining": "15 epochs", "foundation": "pi-nano", "foundationSha256": "0123", "weights": [], "neighbors": []}
                """;
        return "{\"runs\": [" + run.formatted(task, "own-long", ownLong, 0) + ", " + run.formatted(task, "pi", pi, 3)
                + "]}";
    }
}
