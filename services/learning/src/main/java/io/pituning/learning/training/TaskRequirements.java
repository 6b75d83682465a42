package io.pituning.learning.training;

import io.pituning.learning.LearningException;
import io.pituning.learning.data.DataSet;
import io.pituning.learning.data.DataSetInfo;
import io.pituning.learning.data.Example;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.generation.AnswerForm;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What a data set's answers must be for a foundation model to give them. */
final class TaskRequirements {
    private static final int QUOTED = 40;

    private final FoundationModel model;
    private final DataSet data;
    private final DataSetInfo info;

    TaskRequirements(FoundationModel model, DataSet data) {
        this.model = model;
        this.data = data;
        this.info = data.info();
    }

    /**
     * Looks at all of them.
     *
     * @param labels the data set's labels as the model's tokens
     * @throws LearningException {@code task-unsupported}
     */
    void require(List<int[]> labels) {
        if (labels.size() == 1) {
            throw unsupported(
                    "The data set " + info.name() + " has only one label, so there is nothing to choose.",
                    "List at least two labels in dataset.json, or none if answers are to be generated.");
        }
        requireLengths(labels);
        requireDifferences(labels);
        if (!info.isClassification()) {
            requireTargetLengths();
            requireBoxes();
        }
    }

    /** A label is scored whole: cut off, it would be another answer, and a model with a table of positions has none beyond its rows. */
    private void requireLengths(List<int[]> labels) {
        for (int i = 0; i < labels.size(); i++) {
            requireLength(labels.get(i).length, "Label " + (i + 1), "Shorten it in dataset.json and in the examples");
        }
    }

    /** Cut off, a target would be learned as another answer, and the model could never give the right one. */
    private void requireTargetLengths() {
        Stream.of(data.train(), data.validation(), data.test())
                .flatMap(List::stream)
                .map(Example::target)
                .forEach(target -> requireLength(
                        model.tokenizer().encode(target).length,
                        "The target \"" + beginning(target) + "\"",
                        "Shorten it, or leave the example out"));
    }

    private void requireLength(int tokens, String answer, String advice) {
        int most = model.longest() - 1;
        if (tokens > most) {
            throw unsupported(
                    answer + " of the data set " + info.name() + " has " + tokens + " tokens; the foundation model "
                            + model.name() + " answers with at most " + most + ".",
                    advice + ", or use a foundation model with longer rows.");
        }
    }

    private static String beginning(String text) {
        return text.length() <= QUOTED ? text : text.substring(0, QUOTED) + "…";
    }

    /** Labels are told apart by their tokens: of two that have the same, the second could never be the answer. */
    private void requireDifferences(List<int[]> labels) {
        for (int i = 0; i < labels.size(); i++) {
            int[] tokens = labels.get(i);
            if (tokens.length == 0) {
                throw notTold("nothing in " + quoted(i));
            }
            for (int j = 0; j < i; j++) {
                if (Arrays.equals(tokens, labels.get(j))) {
                    throw notTold(quoted(j) + " and " + quoted(i) + " as the same");
                }
            }
        }
    }

    private String quoted(int label) {
        return "\"" + info.labels().get(label) + "\"";
    }

    private LearningException notTold(String which) {
        return unsupported(
                "Of the labels of the data set " + info.name() + ", the foundation model " + model.name() + " reads "
                        + which + ".",
                "Choose different words for the labels in dataset.json and in the examples, or use a foundation model that distinguishes them.");
    }

    /** What a validation or test example asks for must be a box that the model can answer with; training may show more than boxes. */
    private void requireBoxes() {
        AnswerForm form = AnswerForm.of(model, info);
        Stream.concat(data.validation().stream(), data.test().stream())
                .map(Example::target)
                .filter(target -> !form.holds(model.tokenizer().encode(target)))
                .findFirst()
                .ifPresent(target -> {
                    throw noBox(target);
                });
    }

    private LearningException noBox(String target) {
        int[] locations = model.tokenizer().locationTokens();
        String first = model.tokenizer().decode(new int[] {locations[0]});
        String last = model.tokenizer().decode(new int[] {locations[locations.length - 1]});
        return unsupported(
                "The data set " + info.name() + " is measured by "
                        + info.metric().wireName() + ", but its target \"" + target
                        + "\" is not four location tokens of the foundation model " + model.name() + ".",
                "Write a box as x0 y0 x1 y1 in the tokens " + first + " to " + last
                        + ", without spaces, or use another metric in dataset.json.");
    }

    private static LearningException unsupported(String message, String advice) {
        return new LearningException("task-unsupported", message, advice);
    }
}
