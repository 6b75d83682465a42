package io.pituning.learning.backbone.t5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pituning.learning.LearningException;
import io.pituning.learning.backbone.Batch;
import io.pituning.learning.backbone.DecoderState;
import io.pituning.learning.backbone.DecoderStep;
import io.pituning.learning.backbone.TokenFormat;
import io.pituning.learning.backbone.TokenRows;
import io.pituning.learning.expert.Adapter;
import io.pituning.learning.expert.BitFit;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.expert.FullFineTuning;
import io.pituning.learning.expert.Lora;
import io.pituning.learning.expert.Method;
import io.pituning.learning.expert.Prefix;
import io.pituning.learning.similarity.FisherInformation;
import io.pituning.learning.tensor.GradientTape;
import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.Safetensors;
import io.pituning.learning.tensor.Scope;
import io.pituning.learning.tensor.Tensor;
import io.pituning.learning.tensor.TensorLayout;
import io.pituning.learning.training.SequenceLoss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class T5BackboneTest {
    private static final T5Config FIRST = TinyT5.first(14);
    private static final T5Config SECOND = TinyT5.second(14);
    private static final Lora EVERYWHERE = new Lora(2, 0.5, List.of("q", "k", "v", "o", "wi", "wi_0", "wi_1", "wo"));

    private Scope scope;

    @BeforeEach
    void open() {
        scope = Scope.open();
    }

    @AfterEach
    void close() {
        scope.close();
    }

    static List<T5Config> configs() {
        return List.of(FIRST, SECOND);
    }

    static List<Method> batchable() {
        return List.of(new Lora(2, 0.5), EVERYWHERE, new Adapter(3), new Prefix(2));
    }

    static List<Method> methods() {
        return Stream.concat(batchable().stream(), Stream.of(new FullFineTuning()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("configs")
    void computesWhatThePapersFormulasSay(T5Config config) {
        Safetensors.Values weights = TinyT5.values(config, 3);
        T5Reference reference = new T5Reference(config, weights);
        try (T5Backbone backbone = T5Backbone.frozen(config, TinyT5.tensors(weights))) {
            Batch batch = batch(backbone.tokens());
            Tensor logits = backbone.forward(batch, Expert.none());

            assertThat(batch.source().padded()).isTrue();
            for (int b = 0; b < batch.source().size(); b++) {
                double[][] expected = reference.logits(row(batch.source(), b), row(batch.decoderInput(), b));
                float[] actual = logits.slice(0, b, b + 1).toFloats();
                for (int t = 0; t < expected.length; t++) {
                    for (int v = 0; v < expected[t].length; v++) {
                        assertThat((double) actual[t * 14 + v])
                                .as("row %d, token %d, entry %d", b, t, v)
                                .isCloseTo(expected[t][v], within(1e-4));
                    }
                }
            }
        }
    }

    @Test
    void doesNotScaleTheOutputOfATiedModelThatSaysSo() {
        T5Config unscaled = new T5Config(14, 12, 5, 20, 2, 3, 3, 8, 12, 1e-6, "relu", true, false, 0, 0, 1, 64);
        NamedTensors weights = TinyT5.tensors(TinyT5.values(FIRST, 3));
        try (T5Backbone one = T5Backbone.frozen(FIRST, weights);
                T5Backbone other = T5Backbone.frozen(unscaled, weights)) {
            Batch batch = batch(one.tokens());

            float[] expected =
                    one.forward(batch, Expert.none()).multiply(Math.sqrt(12)).toFloats();
            assertThat(largestDifference(other.forward(batch, Expert.none()).toFloats(), expected))
                    .isLessThan(1e-4);
        }
    }

    @Test
    void beginsADecoderInputAndEndsRowsAsTheConfigurationSays() {
        T5Config config = new T5Config(14, 12, 5, 20, 2, 3, 3, 8, 12, 1e-6, "relu", true, true, 3, 2, 4, 64);
        try (T5Backbone backbone = backbone(config)) {
            Batch batch = backbone.tokens().batch(Optional.empty(), List.of(new int[] {7}), List.of(new int[] {8}), 64);

            assertThat(batch.source().ids()[0]).containsExactly(7, 4);
            assertThat(batch.decoderInput().ids()[0]).containsExactly(3, 8);
            assertThat(batch.target().ids()[0]).containsExactly(8, 4);
            assertThat(backbone.tokens().padding()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void decodesTokenByTokenWhatItDecodesInWholeRows(Method method) {
        TokenRows source = TokenRows.of(TinyT5.sources(), 0);
        List<int[]> inputs =
                List.of(new int[] {0, 4, 6, 2, 9, 5}, new int[] {0, 9, 9, 8, 2, 7}, new int[] {0, 2, 3, 12, 12, 4});
        try (T5Backbone backbone = backbone(SECOND)) {
            Expert expert = expert(method, backbone);
            DecoderState start = backbone.start(backbone.encode(Optional.empty(), source, expert), expert);
            Tensor whole =
                    backbone.advance(start, TokenRows.of(inputs, 0), expert).logits();

            List<Tensor> steps = new ArrayList<>();
            DecoderState state = start;
            for (int[] part : new int[][] {{0, 1}, {1, 2}, {2, 5}, {5, 6}}) {
                List<int[]> tokens = inputs.stream()
                        .map(row -> Arrays.copyOfRange(row, part[0], part[1]))
                        .toList();
                DecoderStep step = backbone.advance(state, TokenRows.of(tokens, 0), expert);
                steps.add(step.logits());
                state = step.state();
            }

            assertThat(largestDifference(Tensor.concat(steps, 1).toFloats(), whole.toFloats()))
                    .isLessThan(1e-5);
        }
    }

    @ParameterizedTest
    @MethodSource("batchable")
    void givesOfABatchTheGradientsOfItsSamples(Method method) {
        try (T5Backbone backbone = backbone(SECOND)) {
            TokenFormat tokens = backbone.tokens();
            Expert expert = expert(method, backbone);
            TensorLayout layout = method.layout(backbone.sites());

            Tensor together = FisherInformation.sampleGradients(backbone, expert, layout, batch(tokens));

            for (int b = 0; b < TinyT5.sources().size(); b++) {
                Batch alone = tokens.batch(
                        Optional.empty(),
                        List.of(TinyT5.sources().get(b)),
                        List.of(TinyT5.targets().get(b)),
                        64);
                float[] expected = gradient(backbone, expert, layout, alone);
                float[] actual = together.slice(0, b, b + 1).toFloats();
                assertThat(largestDifference(actual, expected))
                        .as("sample %d", b)
                        .isLessThan(1e-5);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void reachesEveryTensorOfAnExpert(Method method) {
        for (T5Config config : configs()) {
            try (T5Backbone backbone = backbone(config)) {
                TensorLayout layout = method.layout(backbone.sites());
                float[] gradient = gradient(backbone, expert(method, backbone), layout, batch(backbone.tokens()));
                NamedTensors byName = layout.cut(Tensor.of(gradient, gradient.length));

                assertThat(layout.names()).isNotEmpty();
                for (String name : layout.names()) {
                    assertThat(byName.get(name).abs().max().item()).as(name).isPositive();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("configs")
    void addsALorasProductToTheWeightItIsNamedAfter(T5Config config) {
        Safetensors.Values weights = TinyT5.values(config, 3);
        NamedTensors frozen = TinyT5.tensors(weights);
        try (T5Backbone backbone = T5Backbone.frozen(config, frozen)) {
            Expert expert = expert(EVERYWHERE, backbone);
            Map<String, Tensor> merged = new LinkedHashMap<>();
            for (String name : frozen.names()) {
                String site = name.replaceAll("\\.weight$", "");
                merged.put(
                        name,
                        expert.tensors()
                                .find(site + ".lora_B")
                                .map(b -> frozen.get(name)
                                        .add(b.matmul(expert.tensors().get(site + ".lora_A"))
                                                .multiply(0.5)))
                                .orElse(frozen.get(name)));
            }
            try (T5Backbone other = T5Backbone.frozen(config, new NamedTensors(merged))) {
                Batch batch = batch(backbone.tokens());

                float[] actual = backbone.forward(batch, expert).toFloats();
                float[] expected = other.forward(batch, Expert.none()).toFloats();
                float[] bare = backbone.forward(batch, Expert.none()).toFloats();
                assertThat(largestDifference(actual, expected)).isLessThan(1e-4);
                assertThat(largestDifference(actual, bare)).isGreaterThan(0.1);
            }
        }
    }

    @Test
    void hasNothingThatBitFitChanges() {
        try (T5Backbone backbone = backbone(FIRST)) {
            assertThatThrownBy(() -> new BitFit().layout(backbone.sites()))
                    .isInstanceOfSatisfying(
                            LearningException.class, e -> assertThat(e.code()).isEqualTo("method-unsupported"));
        }
    }

    @Test
    void readsNoPictures() {
        try (T5Backbone backbone = backbone(FIRST)) {
            assertThatThrownBy(() -> backbone.embedPatches(Tensor.zeros(1, 3, 8, 8), new boolean[] {true}))
                    .isInstanceOfSatisfying(
                            LearningException.class, e -> assertThat(e.code()).isEqualTo("task-unsupported"));
        }
    }

    private static T5Backbone backbone(T5Config config) {
        return T5Backbone.frozen(config, TinyT5.tensors(TinyT5.values(config, 3)));
    }

    /** An expert whose tensors all have an effect. */
    private static Expert expert(Method method, T5Backbone backbone) {
        TensorLayout layout = method.layout(backbone.sites());
        SplittableRandom random = new SplittableRandom(11);
        float[] values = layout.fill(name -> () -> random.nextGaussian() * 0.2);
        return Expert.of(method, layout.cut(Tensor.of(values, values.length)));
    }

    private static Batch batch(TokenFormat tokens) {
        return tokens.batch(Optional.empty(), TinyT5.sources(), TinyT5.targets(), 64);
    }

    private static float[] gradient(T5Backbone backbone, Expert expert, TensorLayout layout, Batch batch) {
        return GradientTape.of(layout.flatten(expert.tensors()), parameters -> SequenceLoss.perRow(
                                backbone.forward(batch, Expert.of(expert.method(), layout.cut(parameters))),
                                batch.target(),
                                0)
                        .sum())
                .gradient()
                .toFloats();
    }

    private static double largestDifference(float[] one, float[] other) {
        assertThat(one).hasSameSizeAs(other);
        return IntStream.range(0, one.length)
                .mapToDouble(i -> Math.abs(one[i] - other[i]))
                .max()
                .orElseThrow();
    }

    private static int[] row(TokenRows rows, int number) {
        return Arrays.stream(rows.ids()[number])
                .limit(rows.lengths()[number])
                .mapToInt(Math::toIntExact)
                .toArray();
    }
}
