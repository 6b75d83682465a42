package io.pituning.learning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Six steps, of which the rate rises over two. */
class LearningRateTest {
    @ParameterizedTest
    @CsvSource({"0, 2", "1, 4", "2, 4", "3, 3", "4, 2", "5, 1", "6, 0", "7, 0"})
    void risesAndFallsInAStraightLine(long step, double expected) {
        assertThat(LearningRate.linear(4, 2, 6).at(step)).isCloseTo(expected, within(1e-12));
    }

    /** 1 + 3 (1 + cos 45°) / 2 after a quarter of the fall. */
    @ParameterizedTest
    @CsvSource({"0, 2", "1, 4", "2, 4", "3, 3.5606601717798", "4, 2.5", "5, 1.4393398282202", "6, 1", "7, 1"})
    void risesInAStraightLineAndFallsAlongHalfACosine(long step, double expected) {
        assertThat(LearningRate.cosine(4, 1, 2, 6).at(step)).isCloseTo(expected, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"0, 4", "3, 2", "6, 0"})
    void fallsAtOnceWithoutAWarmup(long step, double expected) {
        assertThat(LearningRate.linear(4, 0, 6).at(step)).isCloseTo(expected, within(1e-12));
        assertThat(LearningRate.cosine(4, 0, 0, 6).at(step)).isCloseTo(expected, within(1e-12));
    }
}
