package io.pituning.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.learning.experiment.ExperimentRun;
import io.pituning.learning.experiment.ExperimentSetting;
import io.pituning.learning.experiment.Outcome;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentReportTest {
    private static final ExperimentSetting LORA = new ExperimentSetting(
            "16", "full", 400, 1, "30 epochs", "15 epochs", "lora", 81_920, "pi-nano", "0123456789ab");
    private static final ExperimentSetting ADAPTER = new ExperimentSetting(
            "full", "full", 400, 1, "30 epochs", "15 epochs", "adapter", 66_000, "pi-nano", "0123456789ab");

    @TempDir
    private Path folder;

    @Test
    void isTheBareTableOfASingleSetting() {
        assertThat(ExperimentReport.of(runs(LORA)).markdown())
                .startsWith("Test scores")
                .contains("\n| task | chance | own | pi | π − own |\n")
                .doesNotContain("#");
    }

    @Test
    void hasATableUnderATitleForEachOfSeveralSettings() {
        List<ExperimentRun> runs = new ArrayList<>(runs(LORA));
        runs.addAll(runs(ADAPTER));

        assertThat(ExperimentReport.of(runs).markdown())
                .startsWith("### 16 shots, pool full, lora\n\nTest scores")
                .contains("\n\n### all data (at most 400 examples), pool full, adapter\n\nTest scores");
    }

    @Test
    void isDrawnAsAVectorGraphic() throws IOException {
        Path file = folder.resolve("accuracies.svg");

        new ScorePlot(ExperimentReport.of(runs(LORA))).write(file);

        int tasksAndTheirMean = 4;
        Map<String, Long> marksByColor = Pattern.compile("fill:rgb\\((\\d+),(?!\\1,\\1\\))[^)]*\\)")
                .matcher(Files.readString(file))
                .results()
                .collect(Collectors.groupingBy(MatchResult::group, Collectors.counting()));
        assertThat(marksByColor.values())
                .as("each method's bars and its mark in the legend; all else is grey")
                .containsExactly(tasksAndTheirMean + 1L, tasksAndTheirMean + 1L);
    }

    @Test
    void isDrawnAsAPicture() throws IOException {
        Path file = folder.resolve("accuracies.PNG");

        new ScorePlot(ExperimentReport.of(runs(LORA))).write(file);

        BufferedImage picture = ImageIO.read(file.toFile());
        assertThat(picture.getWidth()).isGreaterThan(300);
        assertThat(Files.size(file)).isPositive();
    }

    private static List<ExperimentRun> runs(ExperimentSetting setting) {
        List<ExperimentRun> runs = new ArrayList<>();
        for (String task : List.of("sentence-follows", "rune-clan", "answer-inside")) {
            for (int seed = 1; seed <= 3; seed++) {
                runs.add(run(task, "own", setting, seed, 0.60 + 0.02 * seed));
                runs.add(run(task, "pi", setting, seed, 0.65 + 0.03 * seed));
            }
        }
        return runs;
    }

    private static ExperimentRun run(String task, String method, ExperimentSetting setting, long seed, double test) {
        return new ExperimentRun(
                new ExperimentRun.Identity(task, method, 3, setting, seed),
                new Outcome(0, test, 1, List.of(), List.of()),
                "accuracy",
                OptionalDouble.of(0.25),
                1);
    }
}
