package io.pituning.learning.interpolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pituning.learning.LearningException;
import io.pituning.learning.TinyModel;
import io.pituning.learning.data.DataSet;
import io.pituning.learning.data.Example;
import io.pituning.learning.expert.Adapter;
import io.pituning.learning.expert.BitFit;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.expert.FullFineTuning;
import io.pituning.learning.expert.Lora;
import io.pituning.learning.expert.Method;
import io.pituning.learning.expert.Prefix;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.serving.Canary;
import io.pituning.learning.training.ExpertTrainer;
import io.pituning.learning.training.ProgressListener;
import io.pituning.learning.training.TaskData;
import io.pituning.learning.training.TrainedExpert;
import io.pituning.learning.training.TrainingSettings;
import io.pituning.learning.world.BuiltinTasks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole way of a task through the learning core, on a model of a few thousand parameters. */
class ExpertInterpolatorTest {
    private static final TrainingSettings SETTINGS =
            TrainingSettings.defaults().withEpochs(2).withLearningRate(0.01);

    @TempDir
    static Path folder;

    private static FoundationModel model;
    private static TaskData task;

    @BeforeAll
    static void prepare() throws IOException {
        model = TinyModel.in(folder);
        task = TaskData.prepare(
                model, BuiltinTasks.dataSet("rune-clan").shots(4, 1).limit(8, 8, 8, 1));
    }

    @AfterAll
    static void close() {
        task.close();
        model.close();
    }

    static List<Method> methods() {
        return List.of(
                new Lora(2, 1),
                new Lora(2, 1, List.of("fc1", "fc2")),
                new Adapter(4),
                new Prefix(3),
                new BitFit(),
                new FullFineTuning());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void isTheInterpolatedExpertUnlessTheOwnOneIsClearlyBetterOnValidation(Method method) {
        TrainedExpert own = train(method, 1);
        TrainedExpert neighbor = trainUnlike(own, method);

        TunedExpert tuned =
                interpolator().tune(own.expert(), List.of(new Neighbor("other", 0.5, neighbor.expert())), task);

        assertThat(tuned.ownValidation()).isEqualTo(own.validation());
        assertThat(own.validation().clearlyBetterThan(tuned.validation())).isFalse();
        assertThat(tuned.interpolated() || tuned.validation().equals(own.validation()))
                .isTrue();
        assertThat(Arrays.stream(tuned.weights()).sum()).isCloseTo(1, within(1e-6));
        assertThat(tuned.expert().method()).isEqualTo(tuned.interpolated() ? method.mixed(2) : method);
        assertThat(new Canary(model).difference(tuned.expert())).isPositive();
    }

    /** All answers are the first label; the neighbor learned to give the second, and α stays where it starts, with the neighbor. */
    @Test
    void isTheOwnExpertWhereThatIsClearlyBetterOnValidation() {
        TrainingSettings thorough = SETTINGS.withEpochs(100).withLearningRate(0.05);
        try (TaskData first = answering(0);
                TaskData second = answering(1)) {
            var trainer = new ExpertTrainer(model, thorough, ProgressListener.SILENT);
            TrainedExpert own = trainer.train(new Lora(2, 1), first);
            TrainedExpert neighbor = trainer.train(new Lora(2, 1), second);
            var interpolator = new ExpertInterpolator(
                    model,
                    SETTINGS.withLearningRate(1e-9),
                    InterpolationSettings.defaults().withTrain(AlphaTraining.ALPHA),
                    ProgressListener.SILENT);

            TunedExpert tuned =
                    interpolator.tune(own.expert(), List.of(new Neighbor("other", 0.5, neighbor.expert())), first);

            assertThat(tuned.interpolated()).isFalse();
            assertThat(tuned.validation()).isEqualTo(own.validation());
            assertThat(tuned.test()).isEqualTo(own.test());
            assertThat(tuned.expert().method()).isEqualTo(new Lora(2, 1));
            assertThat(tuned.weights()[1]).isPositive();
            assertThat(tuned.servedWeights()).containsExactly(1, 0);
        }
    }

    private static TaskData answering(int label) {
        DataSet data = BuiltinTasks.dataSet("rune-clan").limit(8, 8, 8, 1);
        String answer = data.info().labels().get(label);
        List<Example> examples = data.train().stream()
                .map(example -> new Example(example.picture(), example.text(), answer))
                .toList();
        return TaskData.prepare(model, new DataSet(data.info(), examples, examples, examples));
    }

    @Test
    void withoutNeighborsIsTheOwnExpert() {
        TrainedExpert own = train(new Lora(2, 1), 1);

        TunedExpert tuned = interpolator().tune(own.expert(), List.of(), task);

        assertThat(tuned.interpolated()).isFalse();
        assertThat(tuned.weights()).containsExactly(1);
        assertThat(tuned.test()).isEqualTo(own.test());
    }

    @Test
    void trainsOnlyTheWeightsWhereTheExpertsStayAsTheyAre() {
        TrainedExpert own = train(new Adapter(4), 1);
        TrainedExpert neighbor = trainUnlike(own, new Adapter(4));

        TunedExpert tuned = interpolator(InterpolationSettings.defaults()
                        .withTrain(AlphaTraining.ALPHA)
                        .withScope(AlphaScope.GLOBAL))
                .tune(own.expert(), List.of(new Neighbor("other", 0.5, neighbor.expert())), task);

        assertThat(tuned.weightsBySite()).containsOnlyKeys("all");
        assertThat(tuned.interpolated()).isTrue();
        for (String name : own.expert().tensors().names()) {
            float[] one = own.expert().tensors().get(name).toFloats();
            float[] other = neighbor.expert().tensors().get(name).toFloats();
            float[] mixed = new float[one.length];
            for (int i = 0; i < mixed.length; i++) {
                mixed[i] = (float) (tuned.weights()[0] * one[i] + tuned.weights()[1] * other[i]);
            }
            assertThat(tuned.expert().tensors().get(name).toFloats()).containsExactly(mixed, within(1e-6f));
        }
    }

    @Test
    void bringsAMixedLoraBackToTheRankOfItsPartsAndTellsWhatThatLost() {
        TrainedExpert own = train(new Lora(2, 1), 1);
        TrainedExpert neighbor = trainUnlike(own, new Lora(2, 1));

        TunedExpert tuned = interpolator(InterpolationSettings.defaults().withCompress(true))
                .tune(own.expert(), List.of(new Neighbor("other", 0.5, neighbor.expert())), task);

        assertThat(tuned.expert().method()).isEqualTo(new Lora(2, 1));
        assertThat(tuned.interpolated()).isTrue();
        assertThat(tuned.compressionError()).isPresent();
        assertThat(tuned.compressionError().getAsDouble())
                .as("more than rounding, for the factors differ")
                .isBetween(1e-4, 1.0);
    }

    @Test
    void isHeardAtEveryBatchThatItEvaluatesAndNeverGoesBack() {
        TrainedExpert own = train(new Lora(2, 1), 1);
        TrainedExpert neighbor = trainUnlike(own, new Lora(2, 1));
        List<String> told = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        ProgressListener listener = (what, done, total) -> {
            told.add(what);
            shares.add((double) done / total);
        };

        TunedExpert tuned = new ExpertInterpolator(
                        model, SETTINGS, InterpolationSettings.defaults().withCompress(true), listener)
                .tune(own.expert(), List.of(new Neighbor("other", 0.5, neighbor.expert())), task);

        assertThat(shares).isSorted().startsWith(0.0, 0.0, 0.0).endsWith(1.0);
        assertThat(told.subList(0, 3))
                .as("own on validation and test, the start on validation")
                .containsOnly("evaluating");
        assertThat(told.subList(told.lastIndexOf("interpolating") + 1, told.size()))
                .as("the compressed one on validation, and on test where it is taken")
                .hasSize(tuned.interpolated() ? 2 : 1)
                .containsOnly("evaluating");
    }

    @Test
    void refusesANeighborOfAnotherShape() {
        TrainedExpert own = train(new Lora(2, 1), 1);
        TrainedExpert other = train(new Lora(3, 1), 1);

        assertThatThrownBy(() ->
                        interpolator().tune(own.expert(), List.of(new Neighbor("other", 0.5, other.expert())), task))
                .isInstanceOf(LearningException.class)
                .hasMessageContaining("other");
    }

    @Test
    void trainsTheSameExpertFromTheSameSeed() {
        TrainedExpert one = train(new Lora(2, 1), 5);
        TrainedExpert again = train(new Lora(2, 1), 5);

        for (String name : one.expert().tensors().names()) {
            assertThat(again.expert().tensors().get(name).toFloats())
                    .containsExactly(one.expert().tensors().get(name).toFloats());
        }
    }

    private static TrainedExpert train(Method method, long seed) {
        return new ExpertTrainer(model, SETTINGS.withSeed(seed), ProgressListener.SILENT).train(method, task);
    }

    /** Of one batch an epoch, the same expert but for rounding would come of another seed; so the rate is another. */
    private static TrainedExpert trainUnlike(TrainedExpert own, Method method) {
        TrainedExpert other = new ExpertTrainer(
                        model, SETTINGS.withSeed(2).withLearningRate(0.1), ProgressListener.SILENT)
                .train(method, task);
        assertThat(largestDifference(own.expert(), other.expert())).isGreaterThan(0.01);
        return other;
    }

    private static double largestDifference(Expert one, Expert other) {
        double largest = 0;
        for (String name : one.tensors().names()) {
            float[] values = one.tensors().get(name).toFloats();
            float[] others = other.tensors().get(name).toFloats();
            for (int i = 0; i < values.length; i++) {
                largest = Math.max(largest, Math.abs(values[i] - others[i]));
            }
        }
        return largest;
    }

    private static ExpertInterpolator interpolator() {
        return interpolator(InterpolationSettings.defaults());
    }

    private static ExpertInterpolator interpolator(InterpolationSettings settings) {
        return new ExpertInterpolator(model, SETTINGS, settings, ProgressListener.SILENT);
    }
}
