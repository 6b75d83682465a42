package io.pituning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.learning.experiment.ExperimentMethod;
import io.pituning.learning.experiment.ExperimentPlan;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class PlanOptionsTest {
    @Command
    private static final class Planned {
        @Mixin
        private PlanOptions options;
    }

    @ParameterizedTest
    @CsvSource({"400, 1000", "1000, 1000", "1500, 1500"})
    void builtinTasksAreMadeAsLargeAsThePoolAsksFor(int poolExamples, int examples) {
        Planned planned = CommandLine.populateCommand(
                new Planned(), "--tasks", "wind-side,same-meaning", "--pool-examples", Integer.toString(poolExamples));

        ExperimentPlan plan = planned.options.plan(List.of(ExperimentMethod.OWN), 3);

        assertThat(plan.targets()).hasSize(2).allSatisfy(task -> assertThat(task.train())
                .hasSize(examples));
        assertThat(plan.extraPool()).hasSize(18).allSatisfy(task -> assertThat(task.train())
                .hasSize(examples));
    }

    @Test
    void thePoolsEpochsAreNotThoseOfAFewExamples() {
        ExperimentPlan plan = CommandLine.populateCommand(new Planned(), "--pool-epochs", "4")
                .options
                .plan(List.of(ExperimentMethod.OWN), 3);

        assertThat(plan.plenty().epochs()).isEqualTo(4);
        assertThat(plan.few().epochs()).isEqualTo(30);
    }
}
