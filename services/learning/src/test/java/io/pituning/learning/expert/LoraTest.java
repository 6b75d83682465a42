package io.pituning.learning.expert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.Scope;
import io.pituning.learning.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoraTest {
    private static final String SITE = "encoder.layers.0.self_attn.q_proj";

    /** Mixing A and B apart would add cross-terms; see huggingface/peft#3004. */
    @Test
    void mixesTheProductsAndNotTheFactors() {
        try (Scope scope = Scope.open()) {
            Lora lora = new Lora(1, 2.0);
            NamedTensors one = factors(new float[] {1, 2}, new float[] {3, -1});
            NamedTensors other = factors(new float[] {-2, 5}, new float[] {1, 4});
            Tensor x = Tensor.of(new float[] {0.5f, -1}, 1, 1, 2);
            Tensor zero = Tensor.zeros(1, 1, 2);

            NamedTensors mixed =
                    lora.mix(NamedTensors.stack(List.of(one, other)), site -> Tensor.of(new float[] {0.25f, 0.75f}, 2));

            float[] actual = lora.mixed(2).afterProjection(mixed, SITE, x, zero).toFloats();
            float[] first = lora.afterProjection(one, SITE, x, zero).toFloats();
            float[] second = lora.afterProjection(other, SITE, x, zero).toFloats();
            for (int i = 0; i < 2; i++) {
                assertThat(actual[i]).isCloseTo(0.25f * first[i] + 0.75f * second[i], within(1e-5f));
            }
            assertThat(lora.mixed(2)).isEqualTo(new Lora(2, 2.0));
        }
    }

    private static NamedTensors factors(float[] a, float[] b) {
        return new NamedTensors(Map.of(SITE + ".lora_A", Tensor.of(a, 1, 2), SITE + ".lora_B", Tensor.of(b, 2, 1)));
    }
}
