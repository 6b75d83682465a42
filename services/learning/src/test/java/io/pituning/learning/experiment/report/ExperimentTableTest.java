package io.pituning.learning.experiment.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExperimentTableTest {

    @Test
    void hasARowATaskAColumnAMethodAndTheirDifference() {
        ExperimentStatistics statistics = new Runs()
                .with("a", "own", 0.50, 0.51)
                .with("a", "pi", 0.52, 0.53)
                .with("b", "own", 0.70, 0.702)
                .with("b", "pi", 0.69, 0.692)
                .statistics();

        assertThat(ExperimentTable.markdown(statistics)).isEqualTo("""
                Test scores times 100, mean ± 95 % confidence interval over 2 seeds; differences are paired by seed.

                | task | chance | own | pi | π − own |
                |---|---|---|---|---|
                | a | 25.0 | 50.5 ± 6.4 | 52.5 ± 6.4 | +2.0 ± 0.0 |
                | b | 25.0 | 70.1 ± 1.3 | 69.1 ± 1.3 | -1.0 ± 0.0 |
                | **mean** | 25.0 | 60.3 ± 3.8 | 60.8 ± 3.8 | +0.5 ± 0.0 |

                - π − own: +0.5 ± 0.0 points, mean of 2 tasks; worst -1.0 ± 0.0 (b)
                """);
    }

    @Test
    void showsNoIntervalOfASingleSeed() {
        assertThat(ExperimentTable.markdown(new Runs().with("a", "own", 0.5).statistics()))
                .startsWith("Test scores times 100, one seed: no interval.\n")
                .contains("| a | 25.0 | 50.0 ± – |")
                .doesNotContain("π");
    }

    @Test
    void saysWhichMethodWasMeasuredWithFewerSeedsThanOthers() {
        ExperimentStatistics statistics =
                new Runs().with("a", "own", 0.50, 0.51).with("a", "soup", 0.50).statistics();

        assertThat(ExperimentTable.markdown(statistics))
                .contains("over 2 seeds", "| task | chance | own | soup (1 seed) |\n");
    }

    @Test
    void leavesACellOpenThatIsNotMeasured() {
        ExperimentStatistics statistics = new Runs()
                .with("a", "own", 0.5)
                .with("b", "own", 0.5)
                .with("b", "soup", 0.5)
                .statistics();

        assertThat(ExperimentTable.markdown(statistics)).contains("| a | 25.0 | 50.0 ± – | – |");
    }

    @Test
    void showsWhatPiGainsOverEachOfItsRivals() {
        ExperimentStatistics statistics = new Runs()
                .with("a", "own", 0.50)
                .with("a", "own-long", 0.55)
                .with("a", "pi", 0.60)
                .with("a", "nearest", 0.62)
                .with("a", "soup", 0.1)
                .statistics();

        assertThat(ExperimentTable.markdown(statistics))
                .contains("| soup | π − own | π − own-long | π − nearest |")
                .contains("| +10.0 ± – | +5.0 ± – | -2.0 ± – |")
                .contains("\n- π − own-long: +5.0 ± – points, mean of 1 task; worst +5.0 ± – (a)\n");
    }

    @Test
    void showsScoresOfEveryMetricAsShares() {
        ExperimentStatistics statistics = new Runs()
                .with("a", "own", 0.5)
                .with("a", "pi", 0.6)
                .by("cider")
                .with("b", "own", 2.5)
                .with("b", "pi", 3.0)
                .statistics();

        assertThat(ExperimentTable.markdown(statistics))
                .contains("| b (cider) | 25.0 | 25.0 ± – | 30.0 ± – | +5.0 ± – |")
                .contains("| **mean** | 25.0 | 37.5 ± – | 45.0 ± – | +7.5 ± – |");
    }

    @Test
    void namesAMetricThatIsNotAccuracy() {
        ExperimentStatistics statistics =
                new Runs().with("a", "own", 0.5).by("f1").with("b", "own", 0.5).statistics();

        assertThat(ExperimentTable.markdown(statistics)).contains("| a | 25", "| b (f1) | 25");
    }
}
