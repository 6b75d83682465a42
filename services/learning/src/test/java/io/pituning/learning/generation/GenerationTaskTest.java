package io.pituning.learning.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pituning.learning.TinyModel;
import io.pituning.learning.data.DataSet;
import io.pituning.learning.data.DataSetInfo;
import io.pituning.learning.data.Example;
import io.pituning.learning.data.Modality;
import io.pituning.learning.expert.Adapter;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.expert.FullFineTuning;
import io.pituning.learning.expert.Method;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.interpolation.ExpertInterpolator;
import io.pituning.learning.interpolation.InterpolationSettings;
import io.pituning.learning.interpolation.Neighbor;
import io.pituning.learning.interpolation.TunedExpert;
import io.pituning.learning.metric.Metric;
import io.pituning.learning.serving.Prediction;
import io.pituning.learning.serving.Predictor;
import io.pituning.learning.similarity.FisherEmbedding;
import io.pituning.learning.similarity.NamedVector;
import io.pituning.learning.training.Evaluation;
import io.pituning.learning.training.Evaluator;
import io.pituning.learning.training.ExpertTrainer;
import io.pituning.learning.training.ProgressListener;
import io.pituning.learning.training.TaskData;
import io.pituning.learning.training.TrainedExpert;
import io.pituning.learning.training.TrainingSettings;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way of a captioning task through the learning core, on a model of a few thousand parameters. */
class GenerationTaskTest {
    private static final TrainingSettings SETTINGS =
            TrainingSettings.defaults().withEpochs(2).withLearningRate(0.01).withBatchSize(4);

    @TempDir
    static Path folder;

    private static FoundationModel model;
    private static DataSet captions;
    private static TaskData task;

    @BeforeAll
    static void prepare() throws IOException {
        model = TinyModel.in(folder);
        captions = captions();
        task = TaskData.prepare(model, captions);
    }

    @AfterAll
    static void close() {
        task.close();
        model.close();
    }

    @Test
    void trainingTeachesCaptionsThatServingThenGives() {
        Evaluation before = new Evaluator(model, task).validation(Expert.none());

        TrainedExpert trained =
                train(new FullFineTuning(), SETTINGS.withEpochs(40).withPatience(40));

        assertThat(before.score()).isZero();
        assertThat(trained.validation().metric()).isEqualTo(Metric.EXACT_MATCH);
        assertThat(trained.validation().score()).isEqualTo(1);
        assertThat(trained.validation().loss()).isLessThan(before.loss());
        Example example = captions.test().get(0);
        Prediction prediction =
                new Predictor(model).predict(trained.expert(), captions.info(), example.picture(), example.text());
        assertThat(prediction.label()).isEqualTo(example.target());
        assertThat(prediction.probabilities()).containsOnlyKeys(example.target());
        assertThat(prediction.probabilities().get(example.target())).isBetween(0.05, 1.0);
    }

    @Test
    void interpolationIsNeverWorseThanTheOwnExpertOnValidation() {
        TrainedExpert own = train(new Adapter(4), SETTINGS);
        TrainedExpert neighbor = train(new Adapter(4), SETTINGS.withSeed(2));

        TunedExpert tuned = new ExpertInterpolator(
                        model, SETTINGS, InterpolationSettings.defaults(), ProgressListener.SILENT)
                .tune(own.expert(), List.of(new Neighbor("other", 0.5, neighbor.expert())), task);

        assertThat(tuned.ownValidation()).isEqualTo(own.validation());
        assertThat(own.validation().clearlyBetterThan(tuned.validation())).isFalse();
        assertThat(new Evaluator(model, task).test(tuned.expert()).loss())
                .isCloseTo(tuned.test().loss(), within(1e-4));
    }

    @Test
    void embedsTheTaskByTheInformationOfItsCaptions() {
        TrainedExpert own = train(new Adapter(4), SETTINGS);

        List<NamedVector> vector = new FisherEmbedding(model, ProgressListener.SILENT)
                .embed(own.expert(), task)
                .tensors();

        double sum = 0;
        for (NamedVector tensor : vector) {
            for (float value : tensor.values()) {
                assertThat(value).isNotNegative().isFinite();
                sum += value;
            }
        }
        assertThat(sum).isPositive();
    }

    private static TrainedExpert train(Method method, TrainingSettings settings) {
        return new ExpertTrainer(model, settings, ProgressListener.SILENT).train(method, task);
    }

    /** Pictures of a square on a ground, and what is to be seen on them. */
    private static DataSet captions() {
        Map<String, Color> colors = new LinkedHashMap<>();
        colors.put("red", Color.RED);
        colors.put("blue", Color.BLUE);
        List<Example> examples = new ArrayList<>();
        for (int size = 6; size < 14; size++) {
            for (Map.Entry<String, Color> color : colors.entrySet()) {
                int side = size;
                examples.add(Example.ofPicture(
                        () -> square(color.getValue(), side), "", "a " + color.getKey() + " square on white"));
            }
        }
        DataSetInfo info = new DataSetInfo(
                "squares", Modality.VISION, Optional.of("what is there?"), List.of(), Metric.EXACT_MATCH, "made up");
        return new DataSet(info, examples, examples.subList(0, 4), examples.subList(2, 8));
    }

    private static BufferedImage square(Color color, int side) {
        BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 32, 32);
        graphics.setColor(color);
        graphics.fillRect(16 - side, 16 - side, 2 * side, 2 * side);
        graphics.dispose();
        return image;
    }
}
