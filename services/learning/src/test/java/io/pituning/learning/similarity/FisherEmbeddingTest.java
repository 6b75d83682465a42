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
import io.pituning.learning.tensor.Tensor;
import io.pituning.learning.tensor.TensorLayout;
import io.pituning.learning.training.ProgressListener;
import io.pituning.learning.training.TaskData;
import io.pituning.learning.world.BuiltinTasks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
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
                model, BuiltinTasks.dataSet("color-family").shots(2, 1).limit(4, 4, 4, 1));
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
    void aTaskIsEmbeddedByAnExpertOfAnyMethod(Method method) {
        TaskVector vector = embed(method);

        assertThat(vector.dimension())
                .isEqualTo((int) method.layout(model.backbone().sites()).elements());
        double sum = 0;
        for (NamedVector tensor : vector.tensors()) {
            for (float value : tensor.values()) {
                assertThat(value).isNotNegative().isFinite();
                sum += value;
            }
        }
        assertThat(sum).isPositive();
    }

    @Test
    void sampleBySampleAndAllSamplesAtOnceGiveTheSameVector() {
        Map<String, NamedVector> full = embed(new FullFineTuning()).tensors().stream()
                .collect(Collectors.toMap(NamedVector::name, Function.identity()));

        for (NamedVector bias : embed(new BitFit()).tensors()) {
            float[] values = full.get(bias.name()).values();
            for (int i = 0; i < values.length; i++) {
                assertThat(values[i]).isCloseTo(bias.values()[i], within(1e-6f + 1e-3f * values[i]));
            }
        }
    }

    private static TaskVector embed(Method method) {
        TensorLayout layout = method.layout(model.backbone().sites());
        try (Tensor start = Tensor.of(method.initialValues(layout, 1), layout.elements());
                Expert expert = Expert.of(method, layout.cut(start))) {
            return new FisherEmbedding(model, ProgressListener.SILENT).embed(expert, task);
        }
    }
}
