package io.pituning.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pituning.learning.experiment.ExperimentRun;
import io.pituning.learning.experiment.ExperimentSetting;
import io.pituning.learning.experiment.Outcome;
import io.pituning.learning.world.BuiltinTasks;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ExperimentSummaryTest {
    private static final String FIRST = BuiltinTasks.names().get(0);
    private static final String SECOND = BuiltinTasks.names().get(1);

    private final List<ExperimentRun> runs = new ArrayList<>();

    @Test
    void namesTheBestMethodAndItsWorstTask() {
        measured(FIRST, "16", "full", "lora", 0.50, 0.60);
        measured(SECOND, "16", "full", "lora", 0.50, 0.49);
        measured(FIRST, "16", "full", "adapter", 0.50, 0.52);
        measured(SECOND, "16", "full", "adapter", 0.50, 0.52);

        JsonNode section = ExperimentSummary.of(runs).path("sixteenShot");

        assertThat(section.path("method").asText()).isEqualTo("lora");
        assertThat(section.path("poolExamples").asInt()).isEqualTo(400);
        assertThat(section.path("tasks").asInt()).isEqualTo(2);
        assertThat(section.path("meanGain").asDouble()).isEqualTo(4.5);
        assertThat(section.path("worst").asDouble()).isEqualTo(-1);
        assertThat(section.path("worstTask").asText()).isEqualTo(SECOND);
        assertThat(section.path("interval").isNumber()).isTrue();
        assertThat(section.path("methods")).hasSize(2);
        assertThat(section.path("methods").path(1).path("meanGain").asDouble()).isEqualTo(2);
    }

    @Test
    void comparesWithEveryRivalThatIsMeasured() {
        measured(FIRST, "16", "full", "lora", 0.50, 0.60);
        measure(FIRST, "own", "16", "full", "lora", 0.30);

        JsonNode section = ExperimentSummary.of(runs).path("sixteenShot");

        assertThat(section.path("rival").asText()).isEqualTo("own-long");
        assertThat(section.path("meanGain").asDouble()).isEqualTo(10);
        assertThat(section.path("overOwn").path("meanGain").asDouble()).isEqualTo(30);
        assertThat(section.has("overNearest")).isFalse();
    }

    @Test
    void keepsSettingsAndKindsOfTasksApart() {
        measured(FIRST, "full", "full", "lora", 0.50, 0.51);
        measured(FIRST, "16", "scarce", "lora", 0.50, 0.52);
        measured("trec", "16", "full", "lora", 0.50, 0.53);

        JsonNode summary = ExperimentSummary.of(runs);

        assertThat(summary.fieldNames()).toIterable().containsExactly("full", "scarcePool", "real");
        assertThat(summary.path("full").path("meanGain").asDouble()).isEqualTo(1);
        assertThat(summary.path("scarcePool").path("meanGain").asDouble()).isEqualTo(2);
        assertThat(summary.path("real").path("meanGain").asDouble()).isEqualTo(3);
    }

    @Test
    void comparesZeroShotWithOwnAndWithChance() {
        measure(FIRST, "own", "16", "full", "lora", 0.50);
        measure(FIRST, "zero-shot", "16", "full", "lora", 0.45);

        JsonNode section = ExperimentSummary.of(runs).path("zeroShot");

        assertThat(section.path("meanGain").asDouble()).isEqualTo(-5);
        assertThat(section.path("overChance").path("meanGain").asDouble()).isEqualTo(20);
    }

    private void measured(String task, String shots, String pool, String expert, double ownLong, double pi) {
        measure(task, "own-long", shots, pool, expert, ownLong);
        measure(task, "pi", shots, pool, expert, pi);
    }

    private void measure(String task, String method, String shots, String pool, String expert, double test) {
        ExperimentSetting setting =
                new ExperimentSetting(shots, pool, 400, 1, "30 epochs", "15 epochs", expert, 9, "pi-nano", "0123");
        for (int seed = 1; seed <= 2; seed++) {
            runs.add(new ExperimentRun(
                    new ExperimentRun.Identity(task, method, 3, setting, seed),
                    new Outcome(0, test, 1, List.of(), List.of()),
                    "accuracy",
                    OptionalDouble.of(0.25),
                    1));
        }
    }
}
