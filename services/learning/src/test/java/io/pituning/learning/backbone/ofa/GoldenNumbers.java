package io.pituning.learning.backbone.ofa;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.Tensor;
import java.util.Arrays;

/** Comparisons with a case's arrays; an array that the case does not have is not compared. */
final class GoldenNumbers {
    private GoldenNumbers() {}

    static void each(Npz numbers, String prefix, NamedTensors actual, double absolute, double relative) {
        for (String name : actual.names()) {
            near(numbers, prefix + name, actual.get(name), absolute, relative);
        }
    }

    /** As {@link #each}, with 1e-4 relative and 2e-5 of the array's largest value; every array must be there. */
    static void eachOfMax(Npz numbers, String prefix, NamedTensors actual) {
        for (String name : actual.names()) {
            double largest = Arrays.stream(numbers.get(prefix + name).data())
                    .map(Math::abs)
                    .max()
                    .orElse(0);
            near(numbers, prefix + name, actual.get(name), 2e-5 * largest, 1e-4);
        }
    }

    static void near(Npz numbers, String name, Tensor actual, double absolute, double relative) {
        if (!numbers.has(name)) {
            return;
        }
        double[] expected = numbers.get(name).data();
        float[] values = actual.toFloats();
        assertThat(values.length).as(name).isEqualTo(expected.length);
        for (int i = 0; i < values.length; i++) {
            double tolerance = absolute + relative * Math.abs(expected[i]);
            assertThat(Math.abs(values[i] - expected[i]))
                    .as("%s[%d]: expected %s, was %s", name, i, expected[i], values[i])
                    .isLessThanOrEqualTo(tolerance);
        }
    }
}
