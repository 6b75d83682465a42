package io.pituning.learning.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pituning.learning.backbone.Sites;
import io.pituning.learning.expert.Adapter;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.tensor.Tensor;
import io.pituning.learning.tensor.TensorLayout;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FixedMixtureTest {
    private static final Sites SITES =
            new Sites(List.of(), List.of(), List.of(new Sites.Block("block", 4)), new TensorLayout(Map.of()));
    private static final String NAME = "block.down_proj.weight";

    @Test
    void addsExpertsWithWeightsThatNeedNotSumToOne() {
        try (Expert one = expert(1);
                Expert other = expert(2);
                Expert mixed = new FixedMixture(List.of(one, other), new double[] {1.5, -0.5}).mixed()) {
            float expected = 1.5f * value(one) - 0.5f * value(other);

            assertThat(value(mixed)).isCloseTo(expected, within(1e-6f));
        }
    }

    @Test
    void weighsWhatItMixesInProportion() {
        try (Expert one = expert(1);
                Expert other = expert(2)) {
            FixedMixture mixture = FixedMixture.inProportion(List.of(one, other), new double[] {0.6, 0.2});
            try (Expert mixed = mixture.mixed()) {
                assertThat(value(mixed)).isCloseTo(0.75f * value(one) + 0.25f * value(other), within(1e-6f));
            }
            assertThat(mixture.weights()).containsExactly(new double[] {0.75, 0.25}, within(1e-12));
        }
    }

    @Test
    void sharesInProportion() {
        assertThat(FixedMixture.shares(new double[] {1, 0.25, 0.75})).containsExactly(0.5, 0.125, 0.375);
    }

    @Test
    void sharesEquallyWhereNothingIsSimilar() {
        assertThat(FixedMixture.shares(new double[] {0, 0})).containsExactly(0.5, 0.5);
        assertThat(FixedMixture.shares(new double[] {-0.25, 0})).containsExactly(0.5, 0.5);
    }

    @Test
    void sharesNothingWithWhatIsLessThanNotSimilar() {
        assertThat(FixedMixture.shares(new double[] {-0.25, 0.75, 0.25})).containsExactly(0, 0.75, 0.25);
    }

    private static float value(Expert expert) {
        return expert.tensors().get(NAME).toFloats()[0];
    }

    private static Expert expert(long seed) {
        Adapter method = new Adapter(2);
        TensorLayout layout = method.layout(SITES);
        try (Tensor flat = Tensor.of(method.initialValues(layout, seed), layout.elements())) {
            return Expert.of(method, layout.cut(flat).copy());
        }
    }
}
