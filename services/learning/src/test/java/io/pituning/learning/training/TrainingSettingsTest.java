package io.pituning.learning.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.learning.expert.MethodKind;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainingSettingsTest {
    @ParameterizedTest
    @EnumSource
    void aLearningRateThatIsNotAskedForIsTheMethods(MethodKind kind) {
        TrainingSettings asked = TrainingSettings.asked(kind, 3, Optional.empty(), 4, 5);

        assertThat(asked)
                .isEqualTo(TrainingSettings.defaults()
                        .withEpochs(3)
                        .withLearningRate(kind.learningRate())
                        .withBatchSize(4)
                        .withSeed(5));
    }

    @ParameterizedTest
    @EnumSource
    void aLearningRateThatIsAskedForIsTaken(MethodKind kind) {
        assertThat(TrainingSettings.asked(kind, 3, Optional.of(0.05), 4, 5).learningRate())
                .isEqualTo(0.05);
    }
}
