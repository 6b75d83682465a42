package io.pituning.learning.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TensorTest {

    @Test
    void rmsNormDividesByTheRootOfTheMeanSquare() {
        try (Scope scope = Scope.open()) {
            Tensor x = Tensor.of(new float[] {3, 4, 0, 0, -6, 8}, 1, 3, 2);

            float[] normed = x.rmsNorm(Tensor.of(new float[] {1, 2}, 2), 0.5).toFloats();

            // Mean squares 12.5, 0, 50; with epsilon 13, 0.5, 50.5.
            float[] expected = {
                (float) (3 / Math.sqrt(13)),
                (float) (8 / Math.sqrt(13)),
                0,
                0,
                (float) (-6 / Math.sqrt(50.5)),
                (float) (16 / Math.sqrt(50.5))
            };
            assertThat(normed).containsExactly(expected, within(1e-6f));
        }
    }

    @Test
    void rmsNormTakesOneWeightPerRowOfTheBatch() {
        try (Scope scope = Scope.open()) {
            Tensor x = Tensor.of(new float[] {3, 4, 1, 2, 3, 4, 1, 2}, 2, 2, 2);
            Tensor weights = Tensor.of(new float[] {1, 2, -3, 5}, 2, 2);

            float[] together = x.rmsNorm(weights, 1e-6).toFloats();

            for (int b = 0; b < 2; b++) {
                float[] alone = x.slice(0, b, b + 1)
                        .rmsNorm(weights.slice(0, b, b + 1).reshape(2), 1e-6)
                        .toFloats();
                for (int i = 0; i < 4; i++) {
                    assertThat(together[4 * b + i]).isEqualTo(alone[i]);
                }
            }
        }
    }

    @Test
    void geluTanhIsTheApproximationAndNotTheExactUnit() {
        try (Scope scope = Scope.open()) {
            Tensor x = Tensor.of(new float[] {-3, -1, 0, 1, 3}, 5);

            float[] expected = {-0.003637f, -0.158808f, 0, 0.841192f, 2.996363f};
            assertThat(x.geluTanh().toFloats()).containsExactly(expected, within(2e-6f));
        }
    }
}
