package io.pituning.learning.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.learning.expert.Lora;
import io.pituning.learning.expert.Method;
import io.pituning.learning.expert.MethodKind;
import io.pituning.learning.expert.Prefix;
import io.pituning.learning.training.TrainingSettings;
import io.pituning.learning.world.BuiltinTasks;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ScenarioTest {
    private static final Method PROMPT = new Prefix(4);

    @Test
    void trainsEachMethodAtTheRateThatSuitsIt() {
        List<Scenario> scenarios =
                plan(OptionalDouble.empty(), OptionalDouble.empty()).scenarios();

        assertThat(scenarios).extracting(Scenario::expert).containsExactly(new Lora(2, 1), PROMPT);
        for (Scenario scenario : scenarios) {
            double rate = scenario.expert().kind().learningRate();
            assertThat(scenario.targetTraining().learningRate()).isEqualTo(rate);
            assertThat(scenario.poolTraining().learningRate()).isEqualTo(rate);
            assertThat(scenario.longTraining().learningRate()).isEqualTo(rate);
        }
        assertThat(MethodKind.PROMPT.learningRate()).isGreaterThan(MethodKind.LORA.learningRate());
    }

    @Test
    void trainsAtTheRateThatIsAskedFor() {
        for (Scenario scenario :
                plan(OptionalDouble.of(0.05), OptionalDouble.empty()).scenarios()) {
            assertThat(scenario.targetTraining().learningRate()).isEqualTo(0.05);
            assertThat(scenario.poolTraining().learningRate()).isEqualTo(0.05);
        }
    }

    @Test
    void trainsThePoolAtARateOfItsOwnWhereThatIsAskedFor() {
        for (Scenario scenario :
                plan(OptionalDouble.of(0.05), OptionalDouble.of(0.02)).scenarios()) {
            assertThat(scenario.targetTraining().learningRate()).isEqualTo(0.05);
            assertThat(scenario.longTraining().learningRate()).isEqualTo(0.05);
            assertThat(scenario.poolTraining().learningRate()).isEqualTo(0.02);
        }
    }

    private static ExperimentPlan plan(OptionalDouble learningRate, OptionalDouble poolLearningRate) {
        return new ExperimentPlan(
                List.of(BuiltinTasks.dataSet("rune-clan"), BuiltinTasks.dataSet("rune-name")),
                List.of(),
                List.of(OptionalInt.of(2)),
                false,
                8,
                1,
                1,
                List.of(ExperimentMethod.OWN),
                List.of(new Lora(2, 1), PROMPT),
                1,
                learningRate,
                poolLearningRate,
                TrainingSettings.defaults(),
                TrainingSettings.defaults());
    }
}
