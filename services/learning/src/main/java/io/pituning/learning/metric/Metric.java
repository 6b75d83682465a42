package io.pituning.learning.metric;

import io.pituning.learning.LearningException;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Collectors;

/**
 * What a task's answers are measured by. More is always better; how much is the most there can be, each metric says itself.
 *
 * <p>An example may have several references, answers that are right alike. Where a metric needs the one target of an example (F1, Matthews)
 * it is the reference that the answer equals, else the first.
 */
public enum Metric {
    /** Share of the answers that equal a reference, letter by letter; 0 to 1. */
    ACCURACY("accuracy", 0, 1, Accuracy::score),
    /** Macro-averaged F1: the plain mean of each class's F1 over the classes that are the target of some example; 0 to 1. */
    F1("f1", 0, 1, MacroF1::score),
    /** Matthews correlation over any number of classes (Gorodkin's R_K); -1 to 1, 0 for guessing. */
    MATTHEWS("matthews", -1, 1, Matthews::score),
    /** Share of the answers that equal a reference once case, punctuation, articles and spacing are set aside, as SQuAD does; 0 to 1. */
    EXACT_MATCH("exact-match", 0, 1, ExactMatch::score),
    /** Share of the answers whose box overlaps a reference's box by an intersection over union of at least 0.5; 0 to 1. */
    IOU("iou", 0, 1, BoxOverlap::score),
    /** Corpus BLEU of word n-grams up to 4 with brevity penalty, not smoothed; 0 to 1. */
    BLEU_4("bleu-4", 0, 1, Bleu::score),
    /** CIDEr-D, the variant in general use, document frequencies from the references of the evaluated set; 0 to 10. */
    CIDER("cider", 0, 10, Cider::score);

    private final String wireName;
    private final double worst;
    private final double best;
    private final ToDoubleBiFunction<List<String>, List<List<String>>> formula;

    Metric(String wireName, double worst, double best, ToDoubleBiFunction<List<String>, List<List<String>>> formula) {
        this.wireName = wireName;
        this.worst = worst;
        this.best = best;
        this.formula = formula;
    }

    /** The name used in {@code dataset.json}. */
    public String wireName() {
        return wireName;
    }

    /** The metric of a data set that names none. */
    public static Metric usual(List<String> labels) {
        return labels.isEmpty() ? EXACT_MATCH : ACCURACY;
    }

    /**
     * The metric of that name.
     *
     * @throws LearningException {@code metric-unknown}
     */
    public static Metric named(String name) {
        return Arrays.stream(values())
                .filter(metric -> metric.wireName.equals(name))
                .findFirst()
                .orElseThrow(() -> new LearningException(
                        "metric-unknown",
                        "There is no metric named " + name + ".",
                        "Choose from "
                                + Arrays.stream(values()).map(Metric::wireName).collect(Collectors.joining(", "))
                                + "."));
    }

    /** A score's place on the way from the worst to the best there can be, 0 to 1, so that different metrics can stand side by side. */
    public double share(double score) {
        return (score - worst) / (best - worst);
    }

    /**
     * Measures all answers of an evaluated set together.
     *
     * @param answers one an example
     * @param references the right answers to each example, in the same order, at least one each
     * @return on the metric's scale; 0 where there are no answers
     * @throws IllegalArgumentException when the lists differ in length or an example has no reference
     */
    public double score(List<String> answers, List<List<String>> references) {
        if (answers.size() != references.size()) {
            throw new IllegalArgumentException(
                    answers.size() + " answers do not go with the references of " + references.size() + " examples");
        }
        if (references.stream().anyMatch(List::isEmpty)) {
            throw new IllegalArgumentException("an example has no reference");
        }
        return answers.isEmpty() ? 0 : formula.applyAsDouble(answers, references);
    }
}
