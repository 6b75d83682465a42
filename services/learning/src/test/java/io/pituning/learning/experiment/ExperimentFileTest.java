package io.pituning.learning.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pituning.learning.LearningException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentFileTest {
    private static final ExperimentRun OWN = run("own", 0.5);
    private static final ExperimentRun SOUP = run("soup", 0.25);

    @TempDir
    private Path folder;

    @Test
    void holdsWhatWasAdded() throws IOException {
        file("results").add(OWN);
        file("results").add(SOUP);

        assertThat(file("results").read()).containsExactly(OWN, SOUP);
    }

    @Test
    void aMeasurementTakesThePlaceOfTheSameOne() throws IOException {
        file("results").add(run("own", 0.4));

        file("results").add(OWN);

        assertThat(file("results").read()).containsExactly(OWN);
    }

    @Test
    void filesTakenTogetherHoldEachRunOnce() throws IOException {
        file("one").add(OWN);
        file("other").add(OWN);
        file("other").add(SOUP);

        assertThat(ExperimentFile.together(both())).containsExactly(OWN, SOUP);
    }

    @Test
    void filesThatContradictEachOtherAreNotTakenTogether() throws IOException {
        file("one").add(OWN);
        file("other").add(run("own", 0.4));

        Map<Path, List<ExperimentRun>> both = both();
        assertThatThrownBy(() -> ExperimentFile.together(both))
                .isInstanceOfSatisfying(LearningException.class, failure -> assertThat(failure.code())
                        .isEqualTo("results-conflicting"));
    }

    @Test
    void runsThatDoNotSayHowTheyWereMeasuredAreNotMixedWithOthers() throws IOException {
        String old = """
                {"runs": [{"task": "rune-clan", "method": "own", "shots": "2", "seed": 1, "validation": 0.75, "test": 0.125,
                           "seconds": 3.5, "k": 0, "expert": "lora", "parameters": 1, "pool": "full", "poolExamples": 400}]}
                """;
        Files.writeString(path("results"), old);

        assertThatThrownBy(() -> file("results").add(OWN))
                .isInstanceOfSatisfying(LearningException.class, failure -> assertThat(failure.code())
                        .isEqualTo("results-outdated"));
        assertThat(path("results")).hasContent(old);
    }

    private Map<Path, List<ExperimentRun>> both() throws IOException {
        Map<Path, List<ExperimentRun>> both = new LinkedHashMap<>();
        both.put(path("one"), file("one").read());
        both.put(path("other"), file("other").read());
        return both;
    }

    private ExperimentFile file(String name) {
        return new ExperimentFile(path(name));
    }

    private Path path(String name) {
        return folder.resolve(name + ".json");
    }

    private static ExperimentRun run(String method, double test) {
        var setting = new ExperimentSetting(
                "16", "full", 400, 1, "30 epochs", "15 epochs", "lora", 81_920, "pi-nano", "0123456789ab");
        return new ExperimentRun(
                new ExperimentRun.Identity("rune-clan", method, 0, setting, 1),
                new Outcome(0.75, test, 2, List.of(), List.of()),
                "accuracy",
                OptionalDouble.of(0.125),
                3.5);
    }
}
