package io.pituning.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.learning.expert.MethodKind;
import io.pituning.learning.training.TrainingSettings;
import io.pituning.schemas.event.TaskRegistered;
import io.pituning.schemas.event.TrainingSpec;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainStepTest {
    private static final TaskRegistered TREC = TaskRegistered.of("trec", "builtin:trec");

    @ParameterizedTest
    @EnumSource
    void aLearningRateThatTheRegistrationLeavesOutIsTheMethods(MethodKind kind) {
        TrainingSettings settings = TrainStep.settings(TREC.withTraining(TrainingSpec.of(3, 4)), kind);

        assertThat(settings.learningRate()).isEqualTo(kind.learningRate());
        assertThat(settings.epochs()).isEqualTo(3);
        assertThat(settings.batchSize()).isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource
    void aLearningRateThatTheRegistrationSaysIsTaken(MethodKind kind) {
        TaskRegistered request = TREC.withTraining(new TrainingSpec(3, Optional.of(0.05), 4));

        assertThat(TrainStep.settings(request, kind).learningRate()).isEqualTo(0.05);
    }
}
