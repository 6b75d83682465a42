package io.pituning.learning.experiment.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ConfidenceIntervalTest {

    /** s = 1, t₀.₉₇₅(2) = 4.302653: the margin is 4.302653 / √3. */
    @Test
    void isStudentsForThreeValues() {
        ConfidenceInterval interval = ConfidenceInterval.of(1, 2, 3);

        assertThat(interval.mean()).isEqualTo(2);
        assertThat(interval.margin().orElseThrow()).isCloseTo(2.484138, within(1e-5));
    }

    /** s = √2 / 10, t₀.₉₇₅(1) = 12.706205: the margin is 12.706205 · 0.1. */
    @Test
    void isWideForTwoValues() {
        ConfidenceInterval interval = ConfidenceInterval.of(0.5, 0.7);

        assertThat(interval.mean()).isCloseTo(0.6, within(1e-12));
        assertThat(interval.margin().orElseThrow()).isCloseTo(1.2706205, within(1e-5));
    }

    @Test
    void aSingleValueHasNoMargin() {
        assertThat(ConfidenceInterval.of(0.5).margin()).isEmpty();
    }

    @Test
    void noValuesHaveNoMean() {
        assertThatThrownBy(ConfidenceInterval::of).isInstanceOf(IllegalArgumentException.class);
    }
}
