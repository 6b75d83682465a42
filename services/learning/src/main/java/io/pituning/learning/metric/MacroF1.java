package io.pituning.learning.metric;

import java.util.List;

/**
 * Macro-averaged F1: per class 2 TP / (2 TP + FP + FN), then the plain mean over the classes that occur among the targets.
 *
 * <p>A class that is only ever answered counts through the false negatives it makes. Of two classes neither is the positive one: that
 * differs from GLUE, which gives the F1 of the positive class alone. Source: Opitz and Burst, "Macro F1 and Macro F1" (2019), the average of F1.
 */
final class MacroF1 {
    private MacroF1() {}

    static double score(List<String> answers, List<List<String>> references) {
        ClassCounts counts = ClassCounts.of(answers, references);
        // Answered (TP + FP) plus wanted (TP + FN) is the denominator: never 0, for every class here is wanted.
        return counts.targets().entrySet().stream()
                .mapToDouble(wanted -> 2.0
                        * counts.hits().getOrDefault(wanted.getKey(), 0)
                        / (counts.answers().getOrDefault(wanted.getKey(), 0) + wanted.getValue()))
                .average()
                .orElse(0);
    }
}
