package io.pituning.learning.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pituning.learning.TinyModel;
import io.pituning.learning.expert.Adapter;
import io.pituning.learning.expert.BitFit;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.expert.FullFineTuning;
import io.pituning.learning.expert.Lora;
import io.pituning.learning.expert.Method;
import io.pituning.learning.expert.Prefix;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.tensor.Scope;
import io.pituning.learning.tensor.Tensor;
import io.pituning.learning.tensor.TensorLayout;
import io.pituning.learning.training.ExpertTrainer;
import io.pituning.learning.training.ProgressListener;
import io.pituning.learning.training.TaskData;
import io.pituning.learning.training.TrainingSettings;
import io.pituning.learning.world.BuiltinTasks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FisherEmbeddingTest {
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
        return List.of(new Lora(2, 1), new Adapter(4), new Prefix(3), new BitFit(), new FullFineTuning());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void isTheMeanOfTheSquaredGradientsOfSamplesTakenOneByOne(Method method) {
        try (Expert expert = trained(method);
                Scope scope = Scope.open()) {
            TensorLayout layout = expert.tensors().layout();
            Tensor sum = Tensor.zeros(layout.elements());
            for (int sample = 0; sample < task.train().size(); sample++) {
                sum.addInPlace(
                        FisherInformation.squaredSum(
                                model.backbone(), expert, layout, task.train().batch(sample)),
                        1);
            }
            float[] expected = sum.multiply(1.0 / task.train().size()).toFloats();

            TaskVector vector = new FisherEmbedding(model, ProgressListener.SILENT).embed(expert, task);

            assertThat(vector.dimension()).isEqualTo(expected.length);
            double largest = IntStream.range(0, expected.length)
                    .mapToDouble(i -> expected[i])
                    .max()
                    .orElseThrow();
            int at = 0;
            for (NamedVector tensor : vector.tensors()) {
                for (float value : tensor.values()) {
                    assertThat((double) value)
                            .as(tensor.name())
                            .isNotNegative()
                            .isCloseTo(expected[at], within(1e-4 * expected[at] + 2e-5 * largest));
                    at++;
                }
            }
            assertThat(vector.pooled().dimension()).isLessThanOrEqualTo(vector.dimension());
        }
    }

    @Test
    void ofTheBatchVariantKeepsTheCrossTermsOfSamples() {
        try (Expert expert = trained(new Adapter(4))) {
            FisherSettings batch = FisherSettings.defaults().withVariant(FisherSettings.Variant.BATCH);

            TaskVector exact = embed(expert, FisherSettings.defaults());
            TaskVector batched = embed(expert, batch);

            assertThat(TaskSimilarity.between(exact, batched)).isBetween(0.01, 0.9999);
        }
    }

    @Test
    void onSampledTargetsFollowsTheSeed() {
        try (Expert expert = trained(new Adapter(4))) {
            FisherSettings sampled = FisherSettings.defaults().withTargets(FisherSettings.Targets.SAMPLED);

            TaskVector one = embed(expert, sampled);
            TaskVector again = embed(expert, sampled);
            TaskVector data = embed(expert, FisherSettings.defaults());

            assertThat(again.tensors().get(0).values())
                    .containsExactly(one.tensors().get(0).values());
            assertThat(one.tensors().get(0).values())
                    .isNotEqualTo(data.tensors().get(0).values());
        }
    }

    private static TaskVector embed(Expert expert, FisherSettings settings) {
        return new FisherEmbedding(model, settings, ProgressListener.SILENT).embed(expert, task);
    }

    private static Expert trained(Method method) {
        TrainingSettings settings = TrainingSettings.defaults().withEpochs(1).withLearningRate(0.01);
        return new ExpertTrainer(model, settings, ProgressListener.SILENT)
                .train(method, task)
                .expert();
    }
}
