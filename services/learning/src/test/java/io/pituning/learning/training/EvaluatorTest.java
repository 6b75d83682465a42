package io.pituning.learning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pituning.learning.LearningException;
import io.pituning.learning.TinyModel;
import io.pituning.learning.backbone.Batch;
import io.pituning.learning.backbone.TokenRows;
import io.pituning.learning.data.DataSet;
import io.pituning.learning.data.DataSetInfo;
import io.pituning.learning.data.Example;
import io.pituning.learning.data.Modality;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.generation.AnswerForm;
import io.pituning.learning.generation.Generator;
import io.pituning.learning.metric.Metric;
import io.pituning.learning.serving.Prediction;
import io.pituning.learning.serving.Predictor;
import io.pituning.learning.tensor.Scope;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EvaluatorTest {
    @TempDir
    static Path folder;

    private static FoundationModel model;

    @BeforeAll
    static void load() throws IOException {
        model = TinyModel.in(folder);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"ACCURACY", "F1", "MATTHEWS"})
    void measuresTheChosenLabelsByTheMetricOfTheTask(Metric metric) {
        DataSet data = data(List.of("red", "blue", "green"), metric, "red", "blue", "green", "blue", "red", "red");
        try (TaskData task = TaskData.prepare(model, data)) {
            Evaluation evaluation = new Evaluator(model, task).test(Expert.none());

            List<String> answers = answers(data);
            assertThat(evaluation.score()).isEqualTo(metric.score(answers, references(data)));
            assertThat(evaluation.metric()).isEqualTo(metric);
            assertThat(evaluation.examples()).isEqualTo(6);
        }
    }

    @Test
    void measuresGeneratedAnswersByTheMetricOfTheTask() {
        // What the model says anyway is what is right here; only the last target is another.
        DataSet unknown = data(List.of(), Metric.ACCURACY, "a red circle", "b", "c", "d", "e", "f");
        List<String> said = new ArrayList<>(generated(unknown));
        said.set(5, "something else altogether");
        List<Example> answered = IntStream.range(0, said.size())
                .mapToObj(i -> Example.ofText(unknown.test().get(i).text(), said.get(i)))
                .toList();
        DataSet data = new DataSet(unknown.info(), unknown.train(), answered, answered);

        try (TaskData task = TaskData.prepare(model, data)) {
            Evaluation evaluation = new Evaluator(model, task).test(Expert.none());

            assertThat(evaluation.score()).isEqualTo(5.0 / 6);
            assertThat(evaluation.metric()).isEqualTo(Metric.ACCURACY);
        }
    }

    @Test
    void theLossOfAGenerationTaskIsThatOfItsTargetsPerExample() {
        DataSet data = data(List.of(), Metric.BLEU_4, "a red circle", "two", "a very big blue square", "x", "y", "z");
        try (TaskData task = TaskData.prepare(model, data);
                Scope scope = Scope.open()) {
            Batch whole = task.test().batch(0, 1, 2, 3, 4, 5);
            double sum = SequenceLoss.perRow(model.backbone().forward(whole, Expert.none()), whole.target(), 0)
                    .sum()
                    .item();

            assertThat(new Evaluator(model, task).test(Expert.none()).loss()).isCloseTo(sum / 6, within(1e-3));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ACCURACY", "BLEU_4"})
    void tellsAfterEveryBatchHowManyExamplesWereAsked(Metric metric) {
        List<String> labels = metric == Metric.ACCURACY ? List.of("red", "blue") : List.of();
        DataSetInfo info = data(labels, metric, "red").info();
        List<Example> examples = Collections.nCopies(70, Example.ofText("which?", "red"));
        List<String> told = new ArrayList<>();
        try (TaskData task = TaskData.prepare(model, new DataSet(info, examples, examples, examples))) {
            new Evaluator(model, task, (what, done, total) -> told.add(what + " " + done + "/" + total))
                    .validation(Expert.none());
        }

        assertThat(told).containsExactly("evaluating 32/70", "evaluating 64/70", "evaluating 70/70");
    }

    @Test
    void anAnswerMayBeTwiceAsLongAsTheLongestTrainingTarget() {
        DataSet data = data(List.of(), Metric.BLEU_4, "a", "two red circles");
        int longest = model.tokenizer().encode("two red circles").length;
        try (TaskData task = TaskData.prepare(model, data)) {
            assertThat(task.longestAnswer()).isEqualTo(2 * longest);
        }
    }

    @Test
    void anExampleOfAGenerationTaskHasNoLabel() {
        try (TaskData task = TaskData.prepare(model, data(List.of(), Metric.BLEU_4, "a"))) {
            assertThat(task.labels()).isEmpty();
            assertThatThrownBy(() -> task.train().label(0)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aSingleLabelAndATargetThatIsNoLabelAreRefused() {
        assertThatThrownBy(() -> TaskData.prepare(model, data(List.of("red"), Metric.ACCURACY, "red")))
                .isInstanceOfSatisfying(LearningException.class, failure -> assertThat(failure.code())
                        .isEqualTo("task-unsupported"));
        assertThatThrownBy(() -> TaskData.prepare(model, data(List.of("red", "blue"), Metric.ACCURACY, "pink")))
                .isInstanceOfSatisfying(LearningException.class, failure -> {
                    assertThat(failure.code()).isEqualTo("dataset-malformed");
                    assertThat(failure).hasMessageContaining("pink");
                });
    }

    @Test
    void theBetterScoreWinsAndAtEqualScoresTheSmallerLoss() {
        Evaluation good = new Evaluation(-0.5, Metric.MATTHEWS, 2, 10);

        assertThat(good.betterThan(new Evaluation(-0.6, Metric.MATTHEWS, 1, 10)))
                .isTrue();
        assertThat(good.betterThan(new Evaluation(-0.5, Metric.MATTHEWS, 3, 10)))
                .isTrue();
        assertThat(good.betterThan(good)).isFalse();
        assertThat(new Evaluation(-1, Metric.MATTHEWS, 9, 10).betterThan(Evaluation.worst(Metric.MATTHEWS)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        // One standard error of the difference of 10 and 8 of 16 is 0.174, of 12 and 8 it is 0.165.
        "0.625, 0.5, 16, false",
        "0.75, 0.5, 16, true",
        "0.625, 0.5, 64, true",
        "0.5, 0.5, 64, false",
        "0.5, 0.75, 16, false"
    })
    void isClearlyBetterByMoreThanAStandardError(double score, double other, int examples, boolean clearly) {
        var one = new Evaluation(score, Metric.ACCURACY, 1, examples);

        assertThat(one.clearlyBetterThan(new Evaluation(other, Metric.ACCURACY, 2, examples)))
                .isEqualTo(clearly);
    }

    private static List<String> answers(DataSet data) {
        return data.test().stream()
                .map(example ->
                        new Predictor(model).predict(Expert.none(), data.info(), Optional.empty(), example.text()))
                .map(Prediction::label)
                .toList();
    }

    /** What the model generates in at most as many tokens as the training targets allow. */
    private static List<String> generated(DataSet data) {
        AnswerForm form = AnswerForm.of(model, data.info());
        try (TaskData task = TaskData.prepare(model, data)) {
            Generator generator = new Generator(model.backbone(), form.greedy(task.longestAnswer()));
            List<int[]> questions = data.test().stream()
                    .map(example -> model.tokenizer().encode(data.info().prompt(example)))
                    .toList();
            TokenRows source = model.backbone().tokens().sources(questions, model.longest());
            return generator.generate(Optional.empty(), source, Expert.none(), form.allowed()).stream()
                    .map(answer -> model.tokenizer().decode(answer.tokens()))
                    .toList();
        }
    }

    private static List<List<String>> references(DataSet data) {
        return data.test().stream().map(example -> List.of(example.target())).toList();
    }

    /** The same examples in every split. */
    private static DataSet data(List<String> labels, Metric metric, String... targets) {
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < targets.length; i++) {
            examples.add(Example.ofText("question number " + "i".repeat(3 * i + 1), targets[i]));
        }
        DataSetInfo info = new DataSetInfo("any", Modality.LANGUAGE, Optional.empty(), labels, metric, "made up");
        return new DataSet(info, examples, examples, examples);
    }
}
