package io.pituning.learning.expert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.Scope;
import io.pituning.learning.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LoraCompressionTest {
    private static final String LAYER = "layer.q_proj";

    @Test
    void losesNothingWhereTheProductHasTheLowerRankAlready() {
        try (Scope scope = Scope.open()) {
            Tensor a = random(1, 2, 5);
            Tensor b = random(2, 4, 2);
            // The same factors twice: rank 4 on paper, rank 2 in truth.
            Expert doubled = lora(4, Tensor.concat(List.of(a, a), 0), Tensor.concat(List.of(b, b.multiply(0.5)), 1));

            LoraCompression compression = LoraCompression.of(doubled, 2);

            assertThat(compression.error()).isCloseTo(0, within(1e-6));
            assertThat(compression.expert().method()).isEqualTo(new Lora(2, 1));
            float[] expected = product(doubled).toFloats();
            float[] actual = product(compression.expert()).toFloats();
            for (int i = 0; i < expected.length; i++) {
                assertThat(actual[i]).isCloseTo(expected[i], within(1e-5f));
            }
        }
    }

    @Test
    void tellsTheShareOfTheProductThatWasLost() {
        try (Scope scope = Scope.open()) {
            Expert whole = lora(3, random(3, 3, 6), random(4, 5, 3));

            LoraCompression compression = LoraCompression.of(whole, 1);

            Tensor difference = product(whole).subtract(product(compression.expert()));
            double lost = Math.sqrt(difference.square().sum().item()
                    / product(whole).square().sum().item());
            assertThat(compression.error()).isCloseTo(lost, within(1e-5)).isPositive();
        }
    }

    @Test
    void copiesAnExpertThatIsSmallEnough() {
        try (Scope scope = Scope.open()) {
            Expert small = lora(1, random(5, 1, 3), random(6, 3, 1));

            LoraCompression compression = LoraCompression.of(small, 2);

            assertThat(compression.error()).isZero();
            assertThat(compression.expert().method()).isEqualTo(small.method());
        }
    }

    private static Expert lora(int rank, Tensor a, Tensor b) {
        Map<String, Tensor> factors = new LinkedHashMap<>();
        factors.put(LAYER + ".lora_A", a);
        factors.put(LAYER + ".lora_B", b);
        return Expert.of(new Lora(rank, 1), new NamedTensors(factors));
    }

    private static Tensor product(Expert expert) {
        return expert.tensors().get(LAYER + ".lora_B").matmul(expert.tensors().get(LAYER + ".lora_A"));
    }

    private static Tensor random(long seed, int rows, int columns) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Tensor.of(values, rows, columns);
    }
}
