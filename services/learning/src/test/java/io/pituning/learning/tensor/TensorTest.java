package io.pituning.learning.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** As attention and feed-forward read a batch whose samples have an expert each. */
    @Test
    void aFlatBatchTakesOneSetOfWeightsPerRowAsTheBatchDoes() {
        try (Scope scope = Scope.open()) {
            Tensor x = Tensor.of(new float[] {3, 4, 0, -1, -6, 8, 5, 2}, 2, 2, 2);
            Tensor y = Tensor.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, 2, 2, 3);
            Tensor weight = Tensor.of(new float[] {1, 2, 3, 4, 5, 6, -1, -2, -3, -4, -5, -6}, 2, 3, 2);
            Tensor bias = Tensor.of(new float[] {1, 2, 3, 40, 50, 60}, 2, 3);
            Tensor scale = Tensor.of(new float[] {1, 2, -3, 5}, 2, 2);
            Tensor shift = Tensor.of(new float[] {0, 1, 10, 20}, 2, 2);

            assertThat(x.flat().linear(weight, bias).toFloats())
                    .as("the second row's matrix is the first's negated")
                    .containsExactly(12, 27, 42, -1, -2, -3, 30, 36, 42, 31, 27, 23);
            assertFlat(x.flat().linear(weight, bias), x.linear(weight, bias));
            assertFlat(x.flat().linearOnto(y.flat(), weight), x.linearOnto(y, weight));
            assertFlat(x.flat().layerNorm(scale, shift), x.layerNorm(scale, shift));
            assertFlat(x.flat().rmsNorm(scale, 1e-6), x.rmsNorm(scale, 1e-6));
        }
    }

    private static void assertFlat(Tensor flat, Tensor batch) {
        assertThat(flat.shape()).containsExactly(4, batch.size(2));
        assertThat(flat.toFloats()).containsExactly(batch.toFloats());
    }

    @Test
    void geluTanhIsTheApproximationAndNotTheExactUnit() {
        try (Scope scope = Scope.open()) {
            Tensor x = Tensor.of(new float[] {-3, -1, 0, 1, 3}, 5);

            float[] expected = {-0.003637f, -0.158808f, 0, 0.841192f, 2.996363f};
            assertThat(x.geluTanh().toFloats()).containsExactly(expected, within(2e-6f));
        }
    }

    /** Numbers of channels that fill no block of the engine's, on memory in which something else was. */
    @ParameterizedTest
    @CsvSource({"3, 4", "3, 16", "4, 4", "6, 8", "12, 64", "24, 4", "32, 8", "20, 20"})
    void convolutionsOfAnyNumberOfChannelsComputeWithTheirOwnChannelsOnly(int in, int out) {
        try (Scope scope = Scope.open()) {
            leaveNotANumberInMemory();
            Tensor picture = Tensor.full(1, 2, in, 8, 8);
            Tensor weight = Tensor.full(1, out, in, 3, 3);

            float[] result = picture.conv2d(weight, 1, 1).toFloats();
            GradientTape.Gradient toPicture =
                    GradientTape.of(picture, p -> p.conv2d(weight, 1, 1).sum());
            leaveNotANumberInMemory();
            GradientTape.Gradient toWeight =
                    GradientTape.of(weight, w -> picture.conv2d(w, 1, 1).sum());

            // A corner's window holds 4 of 9 pixels; a corner pixel lies in 4 windows, a corner weight meets 7 · 7
            // pixels in both pictures.
            assertThat(result).hasSize(2 * out * 8 * 8);
            assertThat(result[0]).isEqualTo(4 * in);
            assertThat(result[9]).isEqualTo(9 * in);
            assertThat(toPicture.gradient().toFloats()[0]).isEqualTo(4 * out);
            assertThat(toPicture.gradient().toFloats()[9]).isEqualTo(9 * out);
            assertThat(toWeight.gradient().toFloats()[0]).isEqualTo(2 * 7 * 7);
            assertThat(toWeight.gradient().shape()).containsExactly(out, in, 3, 3);
        }
    }

    @Test
    void aConvolutionByOnePixelWeighsTheChannelsOfEachPixel() {
        try (Scope scope = Scope.open()) {
            Tensor pictures =
                    Tensor.of(new float[] {1, 2, 3, 4, 10, 20, 30, 40, 5, 6, 7, 8, 50, 60, 70, 80}, 2, 2, 1, 4);
            Tensor weight = Tensor.of(new float[] {1, 1, 0, 1, 2, 0}, 3, 2, 1, 1);

            Tensor result = pictures.conv2d(weight, 1, 0);

            assertThat(result.shape()).containsExactly(2, 3, 1, 4);
            assertThat(result.toFloats())
                    .containsExactly(
                            11, 22, 33, 44, 10, 20, 30, 40, 2, 4, 6, 8, 55, 66, 77, 88, 50, 60, 70, 80, 10, 12, 14, 16);
        }
    }

    @Test
    void aSinglePictureIsConvolvedAsOneOfMany() {
        try (Scope scope = Scope.open()) {
            float[] values = new float[2 * 3 * 8 * 8];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) Math.sin(i);
            }
            Tensor pictures = Tensor.of(values, 2, 3, 8, 8);
            Tensor weight = Tensor.of(Arrays.copyOf(values, 4 * 3 * 3 * 3), 4, 3, 3, 3);

            Tensor both = pictures.conv2d(weight, 2, 1);
            Tensor second = pictures.slice(0, 1, 2).conv2d(weight, 2, 1);

            assertThat(second.shape()).containsExactly(1, 4, 4, 4);
            assertThat(second.toFloats()).containsExactly(both.slice(0, 1, 2).toFloats(), within(1e-5f));
        }
    }

    private static void leaveNotANumberInMemory() {
        try (Scope scope = Scope.open()) {
            for (int size = 64; size <= 1 << 14; size *= 2) {
                for (int i = 0; i < 100; i++) {
                    Tensor.full(Double.NaN, size + 8 * i);
                }
            }
        }
    }
}
