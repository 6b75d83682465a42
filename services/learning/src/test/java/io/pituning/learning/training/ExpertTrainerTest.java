package io.pituning.learning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pituning.learning.LearningException;
import io.pituning.learning.TinyModel;
import io.pituning.learning.expert.Lora;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.tensor.LivingTensors;
import io.pituning.learning.world.BuiltinTasks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void canBeStoppedWhileItEvaluatesAndHoldsNothingThen() throws IOException {
        ProgressListener stopping = (what, done, total) -> {
            if (what.equals("evaluating")) {
                throw new CancellationException("stopped at " + done + "/" + total);
            }
        };
        TrainingSettings brief = TrainingSettings.defaults().withEpochs(2).withBatchSize(4);
        try (FoundationModel model = TinyModel.in(folder);
                TaskData task = TaskData.prepare(
                        model, BuiltinTasks.dataSet("sound-grammar").limit(8, 8, 8, 1))) {
            // What the model computes once for all is no part of the training.
            new ExpertTrainer(model, brief, ProgressListener.SILENT)
                    .train(new Lora(2, 1), task)
                    .expert()
                    .close();
            int before = LivingTensors.count();

            assertThatThrownBy(() -> new ExpertTrainer(model, brief, stopping).train(new Lora(2, 1), task))
                    .isInstanceOf(CancellationException.class)
                    .hasMessage("stopped at 4/4");

            assertThat(LivingTensors.count()).isEqualTo(before);
        }
    }

    @Test
    void isHeardDuringTheValidationOfAnEpochToo() throws IOException {
        List<String> told = new ArrayList<>();
        TrainingSettings one = TrainingSettings.defaults().withEpochs(1).withBatchSize(4);
        try (FoundationModel model = TinyModel.in(folder);
                TaskData task = TaskData.prepare(
                        model, BuiltinTasks.dataSet("sound-grammar").limit(8, 40, 40, 1))) {
            new ExpertTrainer(model, one, (what, done, total) -> told.add(what + " " + done + "/" + total))
                    .train(new Lora(2, 1), task);
        }

        // Two batches of training, two of the validation, the end, two of the test.
        assertThat(told)
                .containsExactly(
                        "training 1/2",
                        "training 2/2",
                        "training 2/2",
                        "training 2/2",
                        "training 2/2",
                        "evaluating 2/2",
                        "evaluating 2/2");
    }

    /**
     * Of three batches an epoch, validated after every seventh. At rate 0 the first validation stays the best: after epoch 41, 34 epochs or
     * 102 steps brought nothing better.
     */
    @ParameterizedTest
    @CsvSource({"2, 41", "33, 41", "34, 41", "35, 42", "40, 47"})
    void stopsAfterSoManyEpochsWithoutABetterOneButNotWithinAHundredSteps(int patience, int epochs) throws IOException {
        TrainingSettings still = TrainingSettings.defaults()
                .withEpochs(60)
                .withBatchSize(3)
                .withLearningRate(0)
                .withPatience(patience);
        try (FoundationModel model = TinyModel.in(folder);
                TaskData task = TaskData.prepare(
                        model, BuiltinTasks.dataSet("sound-grammar").limit(8, 8, 8, 1))) {
            TrainedExpert trained =
                    new ExpertTrainer(model, still, ProgressListener.SILENT).train(new Lora(2, 1), task);

            assertThat(trained.bestEpoch()).isEqualTo(7);
            assertThat(trained.steps()).isEqualTo(3L * epochs);
        }
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
