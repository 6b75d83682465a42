package io.pituning.learning.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Accuracy, F1 and Matthews; answers and targets are written as words in a row. */
class ClassMetricsTest {
    @Test
    void accuracyIsTheShareOfEqualAnswers() {
        assertThat(score(Metric.ACCURACY, "yes no yes No", "yes no no no")).isEqualTo(0.5);
    }

    @Test
    void anyOfSeveralReferencesMayBeTheTarget() {
        List<List<String>> references = List.of(List.of("a", "b"), List.of("a"));

        assertThat(Metric.ACCURACY.score(List.of("b", "a"), references)).isEqualTo(1);
        assertThat(Metric.F1.score(List.of("b", "a"), references)).isEqualTo(1);
        assertThat(Metric.MATTHEWS.score(List.of("b", "a"), references)).isEqualTo(1);
        assertThat(Metric.ACCURACY.score(List.of("c", "b"), references)).isZero();
    }

    @Test
    void f1IsTheMeanOverClassesWhateverTheirSize() {
        // a: 2 · 2 / (2 answered + 3 wanted), b: 2 · 1 / (2 + 1)
        assertThat(score(Metric.F1, "a a b b", "a a a b")).isCloseTo((4.0 / 5 + 2.0 / 3) / 2, within(1e-12));
    }

    @Test
    void f1AveragesOnlyOverClassesThatAreTargets() {
        // a: 2 · 1 / (1 + 2), b: 1; c is answered only
        assertThat(score(Metric.F1, "a c b", "a a b")).isCloseTo((2.0 / 3 + 1) / 2, within(1e-12));
    }

    @Test
    void f1OfAClassThatIsNeverAnsweredIs0() {
        // a: 2 · 1 / (2 + 1), b: 0
        assertThat(score(Metric.F1, "a a", "a b")).isCloseTo(1.0 / 3, within(1e-12));
    }

    @Test
    void f1OfASingleClassIs1IfAllAreRight() {
        assertThat(score(Metric.F1, "a a", "a a")).isEqualTo(1);
    }

    @Test
    void matthewsOfTwoClassesIsTheFormulaOfTheTwoByTwoTable() {
        double tp = 6;
        double tn = 3;
        double fp = 1;
        double fn = 2;
        String targets = "y y y y y y n n n n y y";
        String answers = "y y y y y y n n n y n n";

        assertThat(score(Metric.MATTHEWS, answers, targets))
                .isCloseTo(
                        (tp * tn - fp * fn) / Math.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)), within(1e-12))
                .isCloseTo(16 / Math.sqrt(1120), within(1e-12));
    }

    @Test
    void matthewsOfThreeClassesIsGorodkins() {
        // s = 6, c = 4, t = 2 2 2, p = 2 3 1: (24 - 12) / √((36 - 14) (36 - 12))
        assertThat(score(Metric.MATTHEWS, "a b b b c a", "a a b b c c")).isCloseTo(12 / Math.sqrt(528), within(1e-12));
    }

    @Test
    void matthewsRunsFromMinus1To1() {
        assertThat(score(Metric.MATTHEWS, "n n y y", "y y n n")).isEqualTo(-1);
        assertThat(score(Metric.MATTHEWS, "y y n n", "y y n n")).isEqualTo(1);
        assertThat(score(Metric.MATTHEWS, "y n y n", "y y n n")).isZero();
    }

    @Test
    void matthewsIs0WhereAnswersOrTargetsAreOfOneClass() {
        assertThat(score(Metric.MATTHEWS, "y y y", "y n n")).isZero();
        assertThat(score(Metric.MATTHEWS, "y n n", "y y y")).isZero();
        assertThat(score(Metric.MATTHEWS, "y y", "y y")).isZero();
    }

    private static double score(Metric metric, String answers, String targets) {
        return metric.score(
                List.of(answers.split(" ")),
                Stream.of(targets.split(" ")).map(List::of).toList());
    }
}
