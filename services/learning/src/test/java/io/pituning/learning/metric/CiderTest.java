package io.pituning.learning.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The set's first example is always answered right, so all its n-grams and those of the second weigh log 2. */
class CiderTest {
    @Test
    void answersEqualToTheirReferencesScore10() {
        assertThat(second("e f g h", "e f g h")).isCloseTo(10, within(1e-9));
        assertThat(second("Eat Fish, good Health!", "eat fish good health")).isCloseTo(10, within(1e-9));
    }

    @Test
    void itIsTheMeanCosineOfFourLengthsOfNGrams() {
        // words 2 / (2 · 2), pairs 1 / (√3 · √3), none longer
        assertThat(second("e f x y", "e f g h")).isCloseTo(10 * (1.0 / 2 + 1.0 / 3) / 4, within(1e-9));
    }

    @Test
    void repeatingAWordIsClipped() {
        // words min(4, 1) · 1 / (4 · 2)
        assertThat(second("e e e e", "e f g h")).isCloseTo(10 * (1.0 / 8) / 4, within(1e-9));
    }

    @Test
    void aDifferenceInLengthIsPenalizedByAGaussianOf6Words() {
        double cosines = 4 / Math.sqrt(5 * 4) + 3 / Math.sqrt(4 * 3) + 2 / Math.sqrt(3 * 2) + 1 / Math.sqrt(2);
        double one = Math.exp(-1.0 / 72);

        assertThat(second("e f g h i", "e f g h")).isCloseTo(10 * cosines / 4 * one, within(1e-9));
    }

    @Test
    void referencesAreAveraged() {
        assertThat(second("e f g h", "e f g h", "i j k l")).isCloseTo(5, within(1e-9));
    }

    @Test
    void whatEveryExampleSharesWeighsNothing() {
        List<List<String>> same = List.of(List.of("a b c d"), List.of("a b c d"));

        assertThat(Metric.CIDER.score(List.of("a b c d", "a b c d"), same)).isZero();
        assertThat(Metric.CIDER.score(List.of("a b c d"), List.of(List.of("a b c d"))))
                .isZero();
    }

    @Test
    void aTextOfFewerThanFourWordsCannotReach10() {
        assertThat(second("e f", "e f")).isCloseTo(5, within(1e-9));
    }

    @Test
    void itAgreesWithAnIndependentCalculation() {
        // By a Python rendering of the formula of coco-caption's cider_scorer.
        assertThat(Metric.CIDER.score(
                        List.of("a dog runs on green grass today", "two red cars on a road"),
                        List.of(
                                List.of("a dog runs on the grass", "the dog is running over grass"),
                                List.of("two red cars drive on a road"))))
                .isCloseTo(3.9839408940041627, within(1e-9));
    }

    /** The score of the second of two examples. */
    private static double second(String answer, String... references) {
        double mean = Metric.CIDER.score(List.of("a b c d", answer), List.of(List.of("a b c d"), List.of(references)));
        return 2 * mean - 10;
    }
}
