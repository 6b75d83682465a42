package io.pituning.learning.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class RankAgreementTest {
    private static final double[][] ONE = {
        {1, .9, .8, .7},
        {.9, 1, .6, .5},
        {.8, .6, 1, .4},
        {.7, .5, .4, 1}
    };

    @Test
    void aSimilarityAgreesWithItselfAndWithAnyThatRanksAlike() {
        double[][] squared = map(ONE, value -> value * value);

        RankAgreement agreement = RankAgreement.of(ONE, squared, 2);

        assertThat(agreement.spearman()).isCloseTo(1, within(1e-12));
        assertThat(agreement.spearmanDeviation()).isCloseTo(0, within(1e-12));
        assertThat(agreement.topAgreement()).isEqualTo(1);
        assertThat(agreement.k()).isEqualTo(2);
        assertThat(agreement.tasks()).isEqualTo(4);
    }

    @Test
    void theReverseRankingIsMinusOne() {
        RankAgreement agreement = RankAgreement.of(ONE, map(ONE, value -> -value), 1);

        assertThat(agreement.spearman()).isCloseTo(-1, within(1e-12));
        assertThat(agreement.topAgreement()).isZero();
    }

    @Test
    void isTheMeanOverTasksAndTheDeviationTellsHowTheyDiffer() {
        double[][] other = {
            {1, .8, .9, .7}, // the first two change places: rho = 1 - 6 · 2 / 24 = 0.5
            {.9, 1, .6, .5}, // as before: 1
            {.4, .6, 1, .8}, // the reverse: -1
            {.7, .5, .4, 1} // as before: 1
        };

        RankAgreement agreement = RankAgreement.of(ONE, other, 2);

        double mean = (0.5 + 1 - 1 + 1) / 4;
        double squares = 2 * (1 - mean) * (1 - mean) + (0.5 - mean) * (0.5 - mean) + (-1 - mean) * (-1 - mean);
        assertThat(agreement.spearman()).isCloseTo(mean, within(1e-12));
        assertThat(agreement.spearmanDeviation()).isCloseTo(Math.sqrt(squares / 3), within(1e-12));
        // The two nearest: both, both, one of two, both.
        assertThat(agreement.topAgreement()).isCloseTo(3.5 / 4, within(1e-12));
    }

    @Test
    void theDiagonalDoesNotCount() {
        double[][] other = map(ONE, value -> value);
        for (int i = 0; i < other.length; i++) {
            other[i][i] = -7;
        }

        assertThat(RankAgreement.of(ONE, other, 1)).isEqualTo(RankAgreement.of(ONE, ONE, 1));
    }

    @Test
    void aTaskThatIsEquallySimilarToAllHasNoRankingToAgreeWith() {
        double[][] flat = map(ONE, value -> 0.5);

        RankAgreement agreement = RankAgreement.of(ONE, flat, 1);

        assertThat(agreement.spearman()).isZero();
        assertThat(agreement.spearmanDeviation()).isZero();
    }

    @Test
    void ofEquallySimilarTasksTheFirstIsTheNearer() {
        // In ONE the nearest of tasks 0 to 3 are 1, 0, 0, 0: just what is first in order.
        assertThat(RankAgreement.of(ONE, map(ONE, value -> 0.5), 1).topAgreement())
                .isEqualTo(1);
    }

    @Test
    void matricesThatCannotBeComparedAreRefused() {
        double[][] two = {{1, .5}, {.5, 1}};
        double[][] ragged = {{1, .9, .8, .7}, {.9, 1, .6, .5}, {.8, .6, 1}, {.7, .5, .4, 1}};

        assertThatIllegalArgumentException().isThrownBy(() -> RankAgreement.of(ONE, two, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> RankAgreement.of(ONE, ragged, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> RankAgreement.of(two, two, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> RankAgreement.of(ONE, map(ONE, value -> Double.NaN), 1));
    }

    @Test
    void theNumberOfNearestIsFromOneToAllOthers() {
        assertThat(RankAgreement.of(ONE, map(ONE, value -> -value), 3).topAgreement())
                .isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> RankAgreement.of(ONE, ONE, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> RankAgreement.of(ONE, ONE, 4));
    }

    private static double[][] map(double[][] matrix, DoubleUnaryOperator change) {
        return Arrays.stream(matrix)
                .map(row -> Arrays.stream(row).map(change).toArray())
                .toArray(double[][]::new);
    }
}
