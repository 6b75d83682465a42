package io.pituning.learning.interpolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pituning.learning.expert.Expert;
import io.pituning.learning.expert.Lora;
import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.Scope;
import io.pituning.learning.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharesTest {
    private static final List<Neighbor> NEIGHBORS =
            List.of(new Neighbor("a", 0.75, Expert.none()), new Neighbor("b", 0.25, Expert.none()));

    @Test
    void startEquallyBySimilarityWithTheTaskItselfAsOneOrWithTheNeighborsFirst() {
        assertThat(Shares.start(AlphaStart.UNIFORM, NEIGHBORS)).containsOnly(1.0 / 3);
        assertThat(Shares.start(AlphaStart.SIMILARITY, NEIGHBORS)).containsExactly(0.5, 0.375, 0.125);
        assertThat(Shares.start(AlphaStart.NEIGHBORS, NEIGHBORS)).containsExactly(0.1, 0.45, 0.45);
    }

    @Test
    void neverStartANeighborAtNothing() {
        List<Neighbor> neighbors = List.of(NEIGHBORS.get(0), new Neighbor("c", 0, Expert.none()));

        assertThat(Shares.start(AlphaStart.SIMILARITY, neighbors)[2]).isPositive();
    }

    @Test
    void areWhatTheMixtureStartsFrom() {
        try (Scope scope = Scope.open()) {
            NamedTensors factors = new NamedTensors(Map.of("x.q.lora_A", Tensor.zeros(1, 2)));
            Mixture mixture = new Mixture(
                    new Lora(1, 1),
                    List.of(factors, factors, factors),
                    InterpolationSettings.defaults().withTrain(AlphaTraining.ALPHA),
                    0.003);

            double[] weights = mixture.weightsBySite(mixture.start(new double[] {0.5, 0.3, 0.2}))
                    .get("x");

            assertThat(weights[0]).isCloseTo(0.5, within(1e-5));
            assertThat(weights[1]).isCloseTo(0.3, within(1e-5));
            assertThat(weights[2]).isCloseTo(0.2, within(1e-5));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.003, 0.3})
    void moveAtARateOfTheirOwnWhateverTheExpertsIs(double learningRate) {
        try (Scope scope = Scope.open()) {
            NamedTensors factors = new NamedTensors(Map.of("x.q.lora_A", Tensor.zeros(1, 2)));
            Mixture mixture = new Mixture(
                    new Lora(1, 1),
                    List.of(factors, factors),
                    InterpolationSettings.defaults().withTrain(AlphaTraining.ALPHA),
                    learningRate);
            Tensor step = Tensor.of(new float[] {(float) learningRate, 0}, 2);

            double[] weights = mixture.weightsBySite(
                            mixture.start(new double[] {0.5, 0.5}).add(step))
                    .get("x");

            assertThat(Math.log(weights[0] / weights[1])).isCloseTo(0.06, within(1e-5));
        }
    }

    @Test
    void areAllThatIsTrainedWhereTheExpertsStayAsTheyAre() {
        try (Scope scope = Scope.open()) {
            NamedTensors factors = new NamedTensors(Map.of("x.q.lora_A", Tensor.zeros(1, 2)));
            List<NamedTensors> experts = List.of(factors, factors, factors);
            double[] shares = {0.5, 0.3, 0.2};
            InterpolationSettings settings = InterpolationSettings.defaults();

            Mixture alphaOnly = new Mixture(new Lora(1, 1), experts, settings.withTrain(AlphaTraining.ALPHA), 0.003);
            Mixture everything = new Mixture(new Lora(1, 1), experts, settings, 0.003);

            assertThat(alphaOnly.start(shares).size(0)).as("3 weights").isEqualTo(3);
            assertThat(everything.start(shares).size(0))
                    .as("3 experts of 2 values, 3 weights")
                    .isEqualTo(9);
        }
    }
}
