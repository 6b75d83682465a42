package io.pituning.learning.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pituning.learning.TinyModel;
import io.pituning.learning.backbone.Backbone;
import io.pituning.learning.backbone.Batch;
import io.pituning.learning.backbone.DecoderState;
import io.pituning.learning.backbone.TokenRows;
import io.pituning.learning.expert.Adapter;
import io.pituning.learning.expert.BitFit;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.expert.Lora;
import io.pituning.learning.expert.Method;
import io.pituning.learning.expert.Prefix;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.tensor.Scope;
import io.pituning.learning.tensor.Tensor;
import io.pituning.learning.tensor.TensorLayout;
import io.pituning.learning.training.LabelScores;
import io.pituning.learning.training.SequenceLoss;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of a model of a few thousand parameters with experts of random values, which has much to say and no sense to it. */
class GeneratorTest {
    private static final List<String> SOURCES = List.of(
            "what is it?", "the soup was cold", "a", "two blue squares above a red one", "who?", "it is far away");
    private static final List<String> LABELS =
            List.of("red", "red circle", "red square", "blue", "a blue one", "x", "q", "z", "7", "green", "greenish");

    @TempDir
    static Path folder;

    private static FoundationModel model;
    private Scope scope;

    @BeforeAll
    static void load() throws IOException {
        model = TinyModel.in(folder);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @BeforeEach
    void open() {
        scope = Scope.open();
    }

    @AfterEach
    void closeScope() {
        scope.close();
    }

    static List<Method> methods() {
        return List.of(new Lora(2, 4), new Adapter(4), new Prefix(3), new BitFit());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void greedySearchSaysWhatDecodingWholeRowsAgainAndAgainSays(Method method) {
        Expert expert = expert(method, 1);

        List<Hypothesis> answers = new Generator(backbone(), SearchSettings.greedy(12))
                .generate(Optional.empty(), sources(), expert, free());

        for (int i = 0; i < SOURCES.size(); i++) {
            assertThat(answers.get(i).tokens()).as(SOURCES.get(i)).containsExactly(wholeRows(source(i), expert, 12));
        }
    }

    @Test
    void aBeamAsWideAsTheLabelSetFindsTheMostProbableLabel() {
        Set<Integer> chosen = new HashSet<>();
        for (int seed = 1; seed <= 5; seed++) {
            Expert expert = expert(new Lora(2, 4), seed);
            double[][] scores = LabelScores.of(backbone(), expert, Optional.empty(), sources(), labels());

            List<Hypothesis> answers = generator(LABELS.size(), 0)
                    .generate(Optional.empty(), sources(), expert, AllowedTokens.labels(labels(), end()));

            for (int i = 0; i < SOURCES.size(); i++) {
                int best = best(scores[i]);
                assertThat(answers.get(i).tokens()).containsExactly(labels().get(best));
                chosen.add(best);
            }
        }
        assertThat(chosen).as("different labels are the best").hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.6, 1, 2})
    void aWideBeamFindsTheLabelOfTheBestScoreAtAnyLengthPenalty(double penalty) {
        Expert expert = expert(new Lora(2, 4), 1);

        List<Hypothesis> answers = generator(LABELS.size(), penalty)
                .generate(Optional.empty(), sources(), expert, AllowedTokens.labels(labels(), end()));

        for (int i = 0; i < SOURCES.size(); i++) {
            double best = Double.NEGATIVE_INFINITY;
            for (int[] label : labels()) {
                best = Math.max(best, logProbability(source(i), label, expert) / Math.pow(label.length + 1, penalty));
            }
            assertThat(answers.get(i).score()).isCloseTo(best, within(1e-4));
        }
    }

    @Test
    void aBeamWideEnoughFindsWhatTryingEverythingFinds() {
        int[] bins = {20, 30, 40, 50};
        List<int[]> all = new ArrayList<>();
        for (int number = 0; number < 64; number++) {
            all.add(new int[] {bins[number / 16], bins[number / 4 % 4], bins[number % 4]});
        }
        Expert expert = expert(new Lora(2, 4), 3);
        double[][] scores = LabelScores.of(backbone(), expert, Optional.empty(), sources(), all);

        List<Hypothesis> answers =
                generator(64, 1).generate(Optional.empty(), sources(), expert, AllowedTokens.exactly(3, bins, end()));

        for (int i = 0; i < SOURCES.size(); i++) {
            assertThat(answers.get(i).tokens()).containsExactly(all.get(best(scores[i])));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aConstrainedAnswerIsAlwaysALabel(int width) {
        Set<List<Integer>> known = labels().stream().map(GeneratorTest::list).collect(Collectors.toSet());

        for (int seed = 1; seed <= 5; seed++) {
            List<Hypothesis> answers = generator(width, 1)
                    .generate(
                            Optional.empty(),
                            sources(),
                            expert(new Adapter(4), seed),
                            AllowedTokens.labels(labels(), end()));

            assertThat(answers).extracting(answer -> list(answer.tokens())).isSubsetOf(known);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void aBatchOfDifferentLengthsIsAnsweredAsEachOfItsRowsAlone(int width) {
        Expert expert = expert(new Prefix(3), 2);

        List<Hypothesis> together = generator(width, 1).generate(Optional.empty(), sources(), expert, free());

        for (int i = 0; i < SOURCES.size(); i++) {
            Hypothesis alone = generator(width, 1)
                    .generate(Optional.empty(), source(i), expert, free())
                    .get(0);
            assertThat(together.get(i).tokens()).containsExactly(alone.tokens());
            assertThat(together.get(i).logProbability()).isCloseTo(alone.logProbability(), within(1e-4));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void anAnswerHoldsNoSpecialTokenAndTellsItsProbabilityWithItsEnd(int width) {
        Expert expert = expert(new Lora(2, 4), 4);

        List<Hypothesis> answers = generator(width, 1).generate(Optional.empty(), sources(), expert, free());

        for (int i = 0; i < SOURCES.size(); i++) {
            Hypothesis answer = answers.get(i);
            assertThat(answer.tokens()).hasSizeBetween(1, 12).doesNotContain(0, 1, 2, 3);
            assertThat(answer.logProbability())
                    .isCloseTo(logProbability(source(i), answer.tokens(), expert), within(1e-3));
            assertThat(answer.score()).isCloseTo(answer.logProbability() / (answer.tokens().length + 1), within(1e-9));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void theStateThatGenerationStartsFromCanBeUsedAgain(int width) {
        Expert expert = expert(new Prefix(3), 2);
        DecoderState start = backbone().start(backbone().encode(Optional.empty(), sources(), expert), expert);

        List<Hypothesis> once = generator(width, 1).generate(start, expert, free());
        List<Hypothesis> again = generator(width, 1).generate(start, expert, free());

        for (int i = 0; i < SOURCES.size(); i++) {
            assertThat(again.get(i).tokens()).containsExactly(once.get(i).tokens());
            assertThat(again.get(i).score()).isEqualTo(once.get(i).score());
        }
    }

    /** Greedy search without any memory: the decoder reads all it has said before each token. */
    private static int[] wholeRows(TokenRows source, Expert expert, int longest) {
        int[] said = new int[0];
        while (said.length < longest) {
            int[] input = new int[said.length + 1];
            input[0] = backbone().tokens().decoderStart();
            System.arraycopy(said, 0, input, 1, said.length);
            TokenRows row = TokenRows.of(List.of(input), backbone().tokens().padding());
            Tensor logits = backbone().decode(backbone().encode(Optional.empty(), source, expert), row, expert);
            float[] last = logits.slice(1, said.length, said.length + 1).toFloats();
            int next = Arrays.stream(free().after(said))
                    .boxed()
                    .max((a, b) -> Float.compare(last[a], last[b]))
                    .orElseThrow();
            if (next == end()) {
                return said;
            }
            said = Arrays.copyOf(said, said.length + 1);
            said[said.length - 1] = next;
        }
        return said;
    }

    private static double logProbability(TokenRows source, int[] answer, Expert expert) {
        Batch batch = backbone().tokens().batch(Optional.empty(), List.of(answer), List.of(answer), 32);
        Tensor logits =
                backbone().decode(backbone().encode(Optional.empty(), source, expert), batch.decoderInput(), expert);
        return -SequenceLoss.perRow(logits, batch.target(), 0).toFloats()[0];
    }

    private static Generator generator(int width, double penalty) {
        return new Generator(backbone(), new SearchSettings(width, penalty, 12));
    }

    private static Expert expert(Method method, long seed) {
        TensorLayout layout = method.layout(backbone().sites());
        Random random = new Random(seed);
        float[] values = new float[Math.toIntExact(layout.elements())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Expert.of(method, layout.cut(Tensor.of(values, values.length)));
    }

    private static AllowedTokens free() {
        return AllowedTokens.free(model.tokenizer().ordinaryTokens(), end());
    }

    private static List<int[]> labels() {
        return LABELS.stream().map(model.tokenizer()::encode).toList();
    }

    private static TokenRows sources() {
        return backbone()
                .tokens()
                .sources(SOURCES.stream().map(model.tokenizer()::encode).toList(), model.longest());
    }

    private static TokenRows source(int number) {
        return backbone().tokens().sources(List.of(model.tokenizer().encode(SOURCES.get(number))), model.longest());
    }

    private static Backbone backbone() {
        return model.backbone();
    }

    private static int end() {
        return backbone().tokens().end();
    }

    private static int best(double[] scores) {
        return IntStream.range(0, scores.length)
                .boxed()
                .max((a, b) -> Double.compare(scores[a], scores[b]))
                .orElseThrow();
    }

    private static List<Integer> list(int[] tokens) {
        return Arrays.stream(tokens).boxed().toList();
    }
}
