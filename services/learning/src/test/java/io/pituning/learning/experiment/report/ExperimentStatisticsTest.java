package io.pituning.learning.experiment.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ExperimentStatisticsTest {
    private static final double T_OF_TWO_VALUES = 12.7062047;

    /** Two tasks that move against each other: every task is uncertain, their mean is the same in each seed. */
    @Test
    void takesTheIntervalOverTasksFromTheSeedsMeans() {
        ExperimentStatistics statistics =
                new Runs().with("a", "own", 0.2, 0.4).with("b", "own", 0.8, 0.6).statistics();

        ConfidenceInterval overall = statistics.score("own").orElseThrow();
        assertThat(overall.mean()).isCloseTo(0.5, within(1e-12));
        assertThat(overall.margin().orElseThrow()).isCloseTo(0, within(1e-12));
        ConfidenceInterval task = statistics.score("a", "own").orElseThrow();
        assertThat(task.mean()).isCloseTo(0.3, within(1e-12));
        assertThat(task.margin().orElseThrow()).isCloseTo(T_OF_TWO_VALUES * 0.1, within(1e-6));
    }

    /** Differences 0.1 and 0.3: mean 0.2, s = √2 / 10, margin t · 0.1. Unpaired it would be wider. */
    @Test
    void pairsDifferencesBySeed() {
        ExperimentStatistics statistics =
                new Runs().with("a", "own", 0.2, 0.6).with("a", "pi", 0.3, 0.9).statistics();

        ConfidenceInterval difference = statistics.difference("a", "pi", "own").orElseThrow();

        assertThat(difference.mean()).isCloseTo(0.2, within(1e-12));
        assertThat(difference.margin().orElseThrow()).isCloseTo(T_OF_TWO_VALUES * 0.1, within(1e-6));
    }

    /** Per seed: (0.1 + 0.3) / 2 = 0.2 and (0.3 + 0.1) / 2 = 0.2. */
    @Test
    void pairsDifferencesOverTasks() {
        ExperimentStatistics statistics = new Runs()
                .with("a", "own", 0.5, 0.5)
                .with("a", "pi", 0.6, 0.8)
                .with("b", "own", 0.1, 0.2)
                .with("b", "pi", 0.4, 0.3)
                .statistics();

        ConfidenceInterval difference = statistics.difference("pi", "own").orElseThrow();

        assertThat(difference.mean()).isCloseTo(0.2, within(1e-12));
        assertThat(difference.margin().orElseThrow()).isCloseTo(0, within(1e-9));
    }

    @Test
    void pairsOnlySeedsThatBothHave() {
        ExperimentStatistics statistics =
                new Runs().with("a", "own", 0.2, 0.6, 0.9).with("a", "pi", 0.3).statistics();

        ConfidenceInterval difference = statistics.difference("a", "pi", "own").orElseThrow();

        assertThat(difference.mean()).isCloseTo(0.1, within(1e-12));
        assertThat(difference.margin()).isEmpty();
    }

    /** Task a's second seed, far better than its first, waits for task b's. */
    @Test
    void aSeedThatNotAllTasksHaveYetDoesNotShiftTheMeanOverTasks() {
        ExperimentStatistics statistics = new Runs()
                .with("a", "own", 0.2, 0.2)
                .with("a", "pi", 0.3, 0.9)
                .with("b", "own", 0.4)
                .with("b", "pi", 0.6)
                .statistics();

        Gain gain = statistics.gain("pi", "own").orElseThrow();

        assertThat(statistics.score("pi").orElseThrow().mean()).isCloseTo(0.45, within(1e-12));
        assertThat(gain.mean().mean()).isCloseTo(0.15, within(1e-12));
        assertThat(gain.seeds()).isEqualTo(1);
        assertThat(gain.byTask().get("a").mean()).isCloseTo(0.4, within(1e-12));
    }

    @Test
    void tellsWhereAMethodGainsLeast() {
        Gain gain = new Runs()
                .with("a", "own", 0.5, 0.5)
                .with("a", "pi", 0.6, 0.8)
                .with("b", "own", 0.4, 0.2)
                .with("b", "pi", 0.3, 0.3)
                .statistics()
                .gain("pi", "own")
                .orElseThrow();

        assertThat(gain.worstTask()).isEqualTo("b");
        assertThat(gain.worst().mean()).isCloseTo(0, within(1e-12));
        assertThat(gain.mean().mean()).isCloseTo(0.1, within(1e-12));
        assertThat(gain.byTask()).containsOnlyKeys("a", "b");
    }

    /** Chance is 0.25 everywhere. */
    @Test
    void comparesWithChanceWhereThereIsOne() {
        ExperimentStatistics statistics = new Runs()
                .with("a", "zero-shot", 0.5, 0.3)
                .withoutChance()
                .with("b", "zero-shot", 0.9, 0.9)
                .statistics();

        Gain gain = statistics.gainOverChance("zero-shot").orElseThrow();

        assertThat(gain.byTask()).containsOnlyKeys("a");
        assertThat(gain.mean().mean()).isCloseTo(0.15, within(1e-12));
    }

    @Test
    void saysNothingOverTasksWhereOneLacksTheMethod() {
        ExperimentStatistics statistics = new Runs()
                .with("a", "own", 0.2)
                .with("b", "own", 0.8)
                .with("a", "pi", 0.3)
                .statistics();

        assertThat(statistics.score("pi")).isEmpty();
        assertThat(statistics.score("b", "pi")).isEmpty();
        assertThat(statistics.difference("pi", "own")).isEmpty();
        assertThat(statistics.score("own")).isPresent();
    }
}
