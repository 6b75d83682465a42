package io.pituning.learning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pituning.learning.LearningException;
import io.pituning.learning.TinyModel;
import io.pituning.learning.data.DataSet;
import io.pituning.learning.data.DataSetInfo;
import io.pituning.learning.data.Example;
import io.pituning.learning.data.Modality;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.metric.Metric;
import io.pituning.learning.tensor.LivingTensors;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskDataTest {
    private static final String BOX = "<bin_1><bin_2><bin_5><bin_6>";

    @TempDir
    static Path sharedFolder;

    private static FoundationModel shared;

    @BeforeAll
    static void load() throws IOException {
        shared = TinyModel.in(sharedFolder);
    }

    @AfterAll
    static void close() {
        shared.close();
    }

    @Test
    void holdsNothingOfADataSetWhoseLastSplitIsRefused(@TempDir Path folder) throws IOException {
        try (FoundationModel model = TinyModel.in(folder)) {
            int before = LivingTensors.count();

            try (TaskData good = TaskData.prepare(model, data("red"))) {
                assertThat(LivingTensors.count())
                        .as("the pictures of %s splits", good.info().name())
                        .isEqualTo(before + 3);
            }
            assertThatThrownBy(() -> TaskData.prepare(model, data("no label")))
                    .isInstanceOfSatisfying(
                            LearningException.class, e -> assertThat(e.code()).isEqualTo("dataset-malformed"));

            assertThat(LivingTensors.count()).isEqualTo(before);
        }
    }

    @Test
    void canBeStoppedAtEveryPartOfThePictures(@TempDir Path folder) throws IOException {
        List<String> told = new ArrayList<>();
        ProgressListener stopping = (what, done, total) -> {
            told.add(what + " " + done + "/" + total);
            if (told.size() == 2) {
                throw new CancellationException("stopped");
            }
        };
        try (FoundationModel model = TinyModel.in(folder)) {
            int before = LivingTensors.count();

            assertThatThrownBy(() -> TaskData.prepare(model, data("red"), stopping))
                    .isInstanceOf(CancellationException.class);

            assertThat(told).containsExactly("embedding pictures 0/3", "embedding pictures 0/3");
            assertThat(LivingTensors.count()).isEqualTo(before);
        }
    }

    @Test
    void holdsOnePictureAtATimeAsItWasDecoded(@TempDir Path folder) throws IOException {
        List<WeakReference<BufferedImage>> decoded = new ArrayList<>();
        List<Long> held = new ArrayList<>();
        Example counting = Example.ofPicture(
                () -> {
                    System.gc();
                    held.add(decoded.stream()
                            .filter(other -> other.get() != null)
                            .count());
                    BufferedImage picture = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
                    decoded.add(new WeakReference<>(picture));
                    return picture;
                },
                "",
                "red");
        List<Example> six = Collections.nCopies(6, counting);
        try (FoundationModel model = TinyModel.in(folder)) {
            TaskData.prepare(model, new DataSet(data("red").info(), six, six, six))
                    .close();
        }

        assertThat(held).hasSize(18).allMatch(count -> count <= 1);
    }

    @Test
    void refusesALabelThatIsLongerThanTheModelsRows(@TempDir Path folder) throws IOException {
        try (FoundationModel model = TinyModel.in(folder)) {
            String longest = "1".repeat(model.longest() - 2);
            String tooLong = longest + "1";
            assertThat(model.tokenizer().encode(longest)).hasSize(63);

            try (TaskData task = TaskData.prepare(model, ofLabels("0", longest))) {
                assertThat(new Evaluator(model, task).test(Expert.none()).examples())
                        .isEqualTo(1);
            }
            assertThatThrownBy(() -> TaskData.prepare(model, ofLabels("0", tooLong)))
                    .isInstanceOfSatisfying(
                            LearningException.class, e -> assertThat(e.code()).isEqualTo("task-unsupported"))
                    .hasMessageContainingAll("Label 2", "has 64 tokens", "at most 63");
        }
    }

    @Test
    void refusesATargetToGenerateThatIsLongerThanTheModelsRows() {
        String longest = "1".repeat(shared.longest() - 2);
        String tooLong = longest + "1";

        TaskData.prepare(shared, ofTargets(longest, longest, longest)).close();
        for (DataSet data :
                List.of(ofTargets(tooLong, "1", "1"), ofTargets("1", tooLong, "1"), ofTargets("1", "1", tooLong))) {
            assertThatThrownBy(() -> TaskData.prepare(shared, data))
                    .isInstanceOfSatisfying(
                            LearningException.class, e -> assertThat(e.code()).isEqualTo("task-unsupported"))
                    .hasMessageContainingAll("The target \"1111", "1…\"", "has 64 tokens", "at most 63");
        }
    }

    @Test
    void refusesLabelsThatTheModelCannotTellApart() {
        assertThatThrownBy(() -> TaskData.prepare(shared, ofLabels("US", "us")))
                .isInstanceOfSatisfying(
                        LearningException.class, e -> assertThat(e.code()).isEqualTo("task-unsupported"))
                .hasMessageContaining("\"US\" and \"us\"");
        TaskData.prepare(shared, ofLabels("US", "use")).close();
    }

    @Test
    void refusesALabelInWhichTheModelReadsNothing() {
        assertThatThrownBy(() -> TaskData.prepare(shared, ofLabels("0", "")))
                .isInstanceOfSatisfying(
                        LearningException.class, e -> assertThat(e.code()).isEqualTo("task-unsupported"))
                .hasMessageContaining("\"\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12 30 40 50",
                "<bin_1><bin_2><bin_5><bin_500>",
                "<bin_1> <bin_2> <bin_5> <bin_6>",
                "<bin_1><bin_2><bin_5>"
            })
    void refusesABoxThatTheModelCannotAnswerWith(String target) {
        assertThatThrownBy(() -> TaskData.prepare(shared, ofBoxes(BOX, target)))
                .isInstanceOfSatisfying(LearningException.class, e -> {
                    assertThat(e.code()).isEqualTo("task-unsupported");
                    assertThat(e.advice()).contains("x0 y0 x1 y1", "<bin_0> to <bin_15>", "without spaces");
                })
                .hasMessageContainingAll("iou", "\"" + target + "\"", "four location tokens");
        assertThatThrownBy(() -> TaskData.prepare(shared, ofBoxes(target, BOX)))
                .isInstanceOf(LearningException.class)
                .hasMessageContaining(target);
    }

    @Test
    void takesBoxesInTheModelsLocationTokens() {
        try (TaskData task = TaskData.prepare(shared, ofBoxes(BOX, BOX))) {
            assertThat(task.longestAnswer()).isEqualTo(8);
        }
    }

    private static DataSet ofBoxes(String validation, String test) {
        return ofTexts(Metric.IOU, BOX, validation, test);
    }

    private static DataSet ofTargets(String train, String validation, String test) {
        return ofTexts(Metric.EXACT_MATCH, train, validation, test);
    }

    private static DataSet ofTexts(Metric metric, String train, String validation, String test) {
        DataSetInfo info = new DataSetInfo("where", Modality.LANGUAGE, Optional.empty(), List.of(), metric, "made up");
        return new DataSet(
                info,
                List.of(Example.ofText("the star", train)),
                List.of(Example.ofText("the star", validation)),
                List.of(Example.ofText("the star", test)));
    }

    private static DataSet ofLabels(String one, String other) {
        DataSetInfo info = new DataSetInfo(
                "two", Modality.LANGUAGE, Optional.empty(), List.of(one, other), Metric.ACCURACY, "made up");
        List<Example> examples = List.of(Example.ofText("which?", other));
        return new DataSet(info, examples, examples, examples);
    }

    private static DataSet data(String lastTarget) {
        DataSetInfo info = new DataSetInfo(
                "three", Modality.VISION, Optional.empty(), List.of("red", "blue"), Metric.ACCURACY, "made up");
        return new DataSet(info, List.of(picture("red")), List.of(picture("blue")), List.of(picture(lastTarget)));
    }

    private static Example picture(String target) {
        return Example.ofPicture(() -> new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "", target);
    }
}
