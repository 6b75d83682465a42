package io.pituning.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LineFitTest {
    @Test
    void findsTheLineAndHowFarThePointsLieFromIt() {
        LineFit line = LineFit.through(new double[] {0, 0, 2, 2}, new double[] {4, 6, 8, 10});

        assertThat(line.slope()).isCloseTo(2, within(1e-12));
        assertThat(line.intercept()).isCloseTo(5, within(1e-12));
        assertThat(line.deviation()).isCloseTo(1, within(1e-12));
        assertThat(line.above(3, 2)).isCloseTo(13, within(1e-12));
    }

    @Test
    void pointsAboveEachOtherMakeALevelLine() {
        assertThat(LineFit.through(new double[] {1, 1}, new double[] {2, 4})).isEqualTo(new LineFit(3, 0, 1));
    }
}
