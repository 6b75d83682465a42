package io.pituning.learning.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoxOverlapTest {
    private static final String BOX = "<bin_0> <bin_0> <bin_10> <bin_10>";

    @Test
    void halfOfTheUnionInCommonIsAHitAndLessIsAMiss() {
        assertThat(score("0 0 10 5", BOX)).isEqualTo(1);
        assertThat(score("0 0 1000 499", "0 0 1000 1000")).isZero();
        // 5 · 10 in common, 10 · 10 + 10 · 10 - 50 in all
        assertThat(score("5 0 15 10", BOX)).isZero();
    }

    @Test
    void boxesApartHaveNothingInCommon() {
        assertThat(score("20 20 30 30", BOX)).isZero();
        assertThat(score("10 0 20 10", BOX)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<bin_0><bin_0><bin_10><bin_10>", "0 0 10 10", "[0, 0, 10, 10]", "region: 0-0-10-10."})
    void aBoxMayBeWrittenWithLocationTokensOrPlainNumbers(String answer) {
        assertThat(score(answer, BOX)).isEqualTo(1);
    }

    @Test
    void aBoxMayReachBeyondTheEdge() {
        assertThat(score("-10 -10 10 10", "-10 -10 10 10")).isEqualTo(1);
        assertThat(score("-10 -10 10 10", BOX)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "the cat",
                "0 0 10",
                "0 0 10 10 10",
                "10 0 0 10",
                "0 10 10 0",
                "0 0 0 10",
                "0.0 0 10 10",
                "0 0 10 99999999999999999999"
            })
    void whatIsNoProperBoxIsAMissEvenAgainstItself(String answer) {
        assertThat(score(answer, BOX)).isZero();
        assertThat(score(answer, answer)).isZero();
    }

    @Test
    void anyReferenceCountsAndTheShareOfHitsIsTheScore() {
        assertThat(Metric.IOU.score(
                        List.of("0 0 10 10", "0 0 10 10"), List.of(List.of("20 20 30 30", BOX), List.of("5 5 6 6"))))
                .isEqualTo(0.5);
    }

    private static double score(String answer, String reference) {
        return Metric.IOU.score(List.of(answer), List.of(List.of(reference)));
    }
}
