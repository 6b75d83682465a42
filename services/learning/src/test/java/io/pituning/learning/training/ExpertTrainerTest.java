package io.pituning.learning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pituning.learning.LearningException;
import io.pituning.learning.TinyModel;
import io.pituning.learning.expert.Lora;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.world.BuiltinTasks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpertTrainerTest {
    @TempDir
    Path folder;

    @Test
    void countsMoreStepsThanAnIntHolds() throws IOException {
        TrainingSettings endless =
                TrainingSettings.defaults().withEpochs(1 << 30).withBatchSize(1);
        List<Long> totals = new ArrayList<>();
        ProgressListener givingUp = (what, done, total) -> {
            totals.add(total);
            throw new CancellationException("heard enough");
        };
        try (FoundationModel model = TinyModel.in(folder);
                TaskData task = TaskData.prepare(
                        model, BuiltinTasks.dataSet("sound-grammar").limit(8, 8, 8, 1))) {
            assertThatThrownBy(() -> new ExpertTrainer(model, endless, givingUp).train(new Lora(2, 1), task))
                    .isInstanceOf(CancellationException.class);
        }

        assertThat(totals).containsExactly(8L << 30);
    }

    @Test
    void makesNoExpertOfATrainingThatDiverges() throws IOException {
        TrainingSettings hasty = TrainingSettings.defaults().withLearningRate(1e30);
        try (FoundationModel model = TinyModel.in(folder);
                TaskData task = TaskData.prepare(
                        model, BuiltinTasks.dataSet("sound-grammar").limit(8, 8, 8, 1))) {
            assertThatThrownBy(
                            () -> new ExpertTrainer(model, hasty, ProgressListener.SILENT).train(new Lora(2, 1), task))
                    .isInstanceOfSatisfying(
                            LearningException.class, e -> assertThat(e.code()).isEqualTo("training-diverged"));
        }
    }
}
