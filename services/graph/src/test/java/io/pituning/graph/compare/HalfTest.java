package io.pituning.graph.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HalfTest {
    @Test
    void everyCodeOfAFiniteNumberEncodesToItself() {
        for (int code = 0; Half.decode(code) < Float.POSITIVE_INFINITY; code++) {
            assertThat(Half.encode(Half.decode(code))).isEqualTo(code);
        }
    }

    @Test
    void roundsToTheNearestWithinTheStatedRelativeError() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            float value = (float) Math.pow(10, -37 + 74 * random.nextDouble());
            assertThat((double) rounded(value)).isCloseTo(value, within(value * Half.ROUNDING));
        }
    }

    @Test
    void theStatedErrorIsReachedHalfwayBetweenTwoNumbers() {
        assertThat(rounded(1 + 1 / 512f)).isEqualTo(1);
        assertThat(rounded(1 + 3 / 512f)).isEqualTo(1 + 2 / 256f);
        assertThat(rounded(Math.nextUp(1 + 1 / 512f))).isEqualTo(1 + 1 / 256f);
    }

    @Test
    void neverTurnsAnOrderAround() {
        Random random = new Random(2);
        for (int i = 0; i < 10_000; i++) {
            float value = Float.intBitsToFloat(random.nextInt(Float.floatToIntBits(Float.MAX_VALUE)));
            assertThat(rounded(Math.nextUp(value))).isGreaterThanOrEqualTo(rounded(value));
        }
    }

    @Test
    void zeroStaysZeroOfEitherSign() {
        assertThat(Half.encode(0f)).isZero();
        assertThat(Half.encode(-0f)).isZero();
    }

    @Test
    void subnormalNumbersKeepWhatFits() {
        float smallest = Half.decode(1);
        assertThat(smallest).isPositive().isLessThan(Float.MIN_NORMAL);
        assertThat(rounded(smallest)).isEqualTo(smallest);
        assertThat(rounded(Float.MIN_VALUE)).isZero();
        assertThat(rounded(smallest * 0.6f)).isEqualTo(smallest);
    }

    @Test
    void theLargestNumbersStayFinite() {
        assertThat(rounded(Float.MAX_VALUE)).isLessThan(Float.POSITIVE_INFINITY).isGreaterThan(3.39e38f);
    }

    private static float rounded(float value) {
        return Half.decode(Half.encode(value));
    }
}
