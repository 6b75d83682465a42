package io.pituning.learning.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.learning.TinyModel;
import io.pituning.learning.data.DataSet;
import io.pituning.learning.data.DataSetInfo;
import io.pituning.learning.data.Example;
import io.pituning.learning.data.Modality;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.expert.FullFineTuning;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.metric.Metric;
import io.pituning.learning.serving.Predictor;
import io.pituning.learning.training.Evaluator;
import io.pituning.learning.training.ExpertTrainer;
import io.pituning.learning.training.ProgressListener;
import io.pituning.learning.training.TaskData;
import io.pituning.learning.training.TrainedExpert;
import io.pituning.learning.training.TrainingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers that are boxes, by a model with location tokens. */
class GroundingTaskTest {
    private static final String BOX = "<bin_1><bin_2><bin_5><bin_6>";

    @TempDir
    Path folder;

    @Test
    void anAnswerIsABoxWhereBoxesAreMeasuredThoughTheModelWouldRatherSaySomethingElse() throws IOException {
        try (FoundationModel model = TinyModel.in(folder);
                TaskData task = TaskData.prepare(model, mostlyWords(Metric.IOU))) {
            TrainedExpert trained = new ExpertTrainer(
                            model,
                            TrainingSettings.defaults()
                                    .withEpochs(30)
                                    .withPatience(30)
                                    .withLearningRate(0.01)
                                    .withBatchSize(4),
                            ProgressListener.SILENT)
                    .train(new FullFineTuning(), task);

            assertThat(answer(model, trained.expert(), Metric.EXACT_MATCH)).isEqualTo("red");
            assertThat(answer(model, trained.expert(), Metric.IOU)).isEqualTo(BOX);
            assertThat(new Evaluator(model, task).test(trained.expert()).score())
                    .isEqualTo(1);
        }
    }

    @Test
    void anAnswerIsFreeWhereTheModelKnowsNoLocations() throws IOException {
        try (FoundationModel model = withoutLocations()) {
            assertThat(model.tokenizer().locationTokens()).isEmpty();
            assertThat(answer(model, Expert.none(), Metric.IOU))
                    .isEqualTo(answer(model, Expert.none(), Metric.EXACT_MATCH));
        }
    }

    private static String answer(FoundationModel model, Expert expert, Metric metric) {
        return new Predictor(model)
                .predict(expert, info(metric), Optional.empty(), "the star")
                .label();
    }

    /** Two training targets in three are a word, but what is right is the box. */
    private static DataSet mostlyWords(Metric metric) {
        Example word = Example.ofText("the star", "red");
        Example box = Example.ofText("the star", BOX);
        List<Example> train = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            train.addAll(List.of(word, word, box));
        }
        return new DataSet(info(metric), train, Collections.nCopies(2, box), Collections.nCopies(2, box));
    }

    private static DataSetInfo info(Metric metric) {
        return new DataSetInfo("where", Modality.LANGUAGE, Optional.of("where is"), List.of(), metric, "made up");
    }

    /** The tiny model, in whose tokenizer the location tokens are words like others. */
    private FoundationModel withoutLocations() throws IOException {
        TinyModel.in(folder).close();
        Path file = folder.resolve("tokenizer.json");
        Files.writeString(file, Files.readString(file).replace("<bin_", "<word_"));
        return FoundationModel.load(folder.toAbsolutePath().toString());
    }
}
