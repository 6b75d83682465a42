package io.pituning.learning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pituning.learning.LearningException;
import io.pituning.learning.tensor.Scope;
import io.pituning.learning.tensor.Tensor;
import org.junit.jupiter.api.Test;

class AdamWTest {

    @Test
    void movesEveryParameterByTheLearningRateAtFirst() {
        try (Scope scope = Scope.open();
                Tensor parameters = Tensor.of(new float[] {1, 1}, 2);
                AdamW optimizer = new AdamW(parameters, 0)) {
            optimizer.step(Tensor.of(new float[] {0.3f, -40}, 2), 0.1);

            assertThat(parameters.toFloats()[0]).isCloseTo(0.9f, within(1e-5f));
            assertThat(parameters.toFloats()[1]).isCloseTo(1.1f, within(1e-5f));
        }
    }

    @Test
    void decaysWeightsApartFromTheGradient() {
        try (Scope scope = Scope.open();
                Tensor parameters = Tensor.of(new float[] {2}, 1);
                AdamW optimizer = new AdamW(parameters, 0.5)) {
            optimizer.step(Tensor.zeros(1), 0.1);

            assertThat(parameters.item()).isCloseTo(2 * (1 - 0.1f * 0.5f), within(1e-6f));
        }
    }

    @Test
    void clipsLongGradientsAndLeavesShortOnes() {
        try (Scope scope = Scope.open()) {
            Tensor gradient = Tensor.of(new float[] {3, 4}, 2);

            assertThat(AdamW.clip(gradient, 1).toFloats()[1]).isCloseTo(0.8f, within(1e-5f));
            assertThat(AdamW.clip(gradient, 10)).isSameAs(gradient);
        }
    }

    @Test
    void refusesAGradientThatIsNoLongerANumber() {
        try (Scope scope = Scope.open()) {
            Tensor gradient = Tensor.of(new float[] {1, Float.NaN}, 2);

            assertThatThrownBy(() -> AdamW.clip(gradient, 1))
                    .isInstanceOfSatisfying(
                            LearningException.class, e -> assertThat(e.code()).isEqualTo("training-diverged"));
        }
    }
}
