package io.pituning.learning.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pituning.learning.LearningException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatrixAgreementTest {
    private static final double[][] SIMILARITY = {
        {1.0, 0.9, 0.2},
        {0.9, 1.0, 0.3},
        {0.2, 0.3, 1.0}
    };

    @Test
    void isOneWhereBothOrderThePairsAlike() {
        double[][] squares = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                squares[i][j] = i == j ? -7 : SIMILARITY[i][j] * SIMILARITY[i][j];
            }
        }

        MatrixAgreement agreement = MatrixAgreement.of(SIMILARITY, squares, 1);

        assertThat(agreement.pairs()).as("the diagonal does not count").isCloseTo(1, within(1e-12));
        assertThat(agreement.ranks().spearman()).isCloseTo(1, within(1e-12));
    }

    /** Each task's two neighbors are ranked the wrong way round, while over all pairs the order is less wrong. */
    @Test
    void tellsRanksOfATaskFromThoseOfAllPairs() {
        double[][] transfer = {
            {0, 0.8, 0.9},
            {0.1, 0, 0.2},
            {0.5, 0.4, 0}
        };

        MatrixAgreement agreement = MatrixAgreement.of(SIMILARITY, transfer, 1);

        assertThat(agreement.ranks().spearman()).isCloseTo(-1, within(1e-12));
        assertThat(agreement.ranks().topAgreement()).isZero();
        assertThat(agreement.pairs()).isGreaterThan(-0.9);
    }

    @Test
    void nothingIsFoundWhereNothingDiffers() {
        assertThat(MatrixAgreement.of(SIMILARITY, new double[3][3], 1).pairs()).isZero();
    }

    @Test
    void aDesignIsAskedByName() {
        Design design = new Design(List.of("b", "a", "c"), new double[][] {{1, 0.5, 0}, {0.5, 1, 0.25}, {0, 0.25, 1}});

        assertThat(design.matrix(List.of("a", "b"))).isDeepEqualTo(new double[][] {{1, 0.5}, {0.5, 1}});
        assertThatThrownBy(() -> design.between("a", "d"))
                .isInstanceOfSatisfying(LearningException.class, failure -> assertThat(failure.code())
                        .isEqualTo("design-incomplete"));
    }
}
