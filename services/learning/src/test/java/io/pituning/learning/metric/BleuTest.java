package io.pituning.learning.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples are those of Papineni et al. (2002), sections 2.1 and 2.2. */
class BleuTest {
    private static final List<String> REFERENCES = List.of(
            "It is a guide to action that ensures that the military will forever heed Party commands",
            "It is the guiding principle which guarantees the military forces always being under the command of the Party",
            "It is the practical guide for the army always to heed the directions of the party");
    private static final String GOOD =
            "It is a guide to action which ensures that the military always obeys the commands of the party";
    private static final String BAD =
            "It is to insure the troops forever hearing the activity guidebook that party direct";

    @Test
    void aWordCountsAtMostAsOftenAsInOneReference() {
        List<List<String>> references = List.of(List.of("The cat is on the mat", "There is a cat on the mat"));
        List<String> answer = List.of("the the the the the the the");

        assertThat(Bleu.modifiedPrecision(1, answer, references)).isEqualTo(2.0 / 7);
        assertThat(Bleu.modifiedPrecision(2, answer, references)).isZero();
        assertThat(Metric.BLEU_4.score(answer, references)).isZero();
    }

    @Test
    void thePapersCandidatesHaveThePapersPrecisions() {
        assertThat(Bleu.modifiedPrecision(1, List.of(GOOD), List.of(REFERENCES)))
                .isEqualTo(17.0 / 18);
        assertThat(Bleu.modifiedPrecision(2, List.of(GOOD), List.of(REFERENCES)))
                .isEqualTo(10.0 / 17);
        assertThat(Bleu.modifiedPrecision(1, List.of(BAD), List.of(REFERENCES))).isEqualTo(8.0 / 14);
        assertThat(Bleu.modifiedPrecision(2, List.of(BAD), List.of(REFERENCES))).isEqualTo(1.0 / 13);
    }

    @Test
    void theScoreIsTheGeometricMeanOfFourPrecisions() {
        assertThat(Metric.BLEU_4.score(List.of(GOOD), List.of(REFERENCES)))
                .isCloseTo(Math.pow(17.0 / 18 * 10 / 17 * 7 / 16 * 4 / 15, 0.25), within(1e-12));
    }

    @Test
    void nGramsAreCountedOverTheWholeSet() {
        // n-grams found of all: 5 of 9, 4 of 7, 3 of 5, 2 of 3; 9 words against 9
        assertThat(Metric.BLEU_4.score(
                        List.of("a b c d e", "v x y z"), List.of(List.of("a b c d e"), List.of("k l m n"))))
                .isCloseTo(Math.pow(5.0 / 9 * 4 / 7 * 3 / 5 * 2 / 3, 0.25), within(1e-12));
    }

    @Test
    void answersThatAreTooShortArePenalizedAndLongOnesOnlyByPrecision() {
        assertThat(score("the cat sat on", "the cat sat on the mat")).isCloseTo(Math.exp(1 - 6.0 / 4), within(1e-12));
        assertThat(score("a b c d e", "a b c d")).isCloseTo(Math.pow(4.0 / 5 * 3 / 4 * 2 / 3 / 2, 0.25), within(1e-12));
    }

    @Test
    void theNearestReferenceSetsTheLengthAndTheShorterOfTwoAsNear() {
        assertThat(score("a b c d e", "a b c d e f g h i", "a b c d e f"))
                .isCloseTo(Math.exp(1 - 6.0 / 5), within(1e-12));
        assertThat(score("a b c d e", "a b c d e f", "a b c d")).isCloseTo(1, within(1e-12));
        assertThat(score("a b c d e", "a b c d", "a b c d e f")).isCloseTo(1, within(1e-12));
    }

    @Test
    void caseAndTheSpacingOfPunctuationDoNotCountButPunctuationDoes() {
        assertThat(score("It is,  a Test.", "it is , a test .")).isCloseTo(1, within(1e-12));
        assertThat(score("it is a test", "it is a test.")).isCloseTo(Math.exp(1 - 5.0 / 4), within(1e-12));
    }

    @Test
    void withoutACommonRunOfFourWordsItIs0() {
        assertThat(score("a b c x d e f", "a b c y d e f")).isZero();
        assertThat(score("a b c", "a b c")).isZero();
    }

    private static double score(String answer, String... references) {
        return Metric.BLEU_4.score(List.of(answer), List.of(List.of(references)));
    }
}
