package io.pituning.learning.metric;

import java.util.List;
import java.util.Map;

/**
 * Matthews correlation for any number of classes: with s examples of which c are answered right, and class k being the target t_k and the
 * answer p_k times,
 *
 * <p>R_K = (c s - Σ p_k t_k) / √((s² - Σ p_k²) (s² - Σ t_k²)).
 *
 * <p>For two classes it is Matthews' coefficient of the 2 × 2 table. It is 0 where all targets or all answers are of one class. Source:
 * Gorodkin, "Comparing two K-category assignments by a K-category correlation coefficient" (2004).
 */
final class Matthews {
    private Matthews() {}

    static double score(List<String> answers, List<List<String>> references) {
        ClassCounts counts = ClassCounts.of(answers, references);
        double all = counts.examples();
        double hits = counts.hits().values().stream().mapToDouble(n -> n).sum();
        double spread = (all * all - product(counts.answers(), counts.answers()))
                * (all * all - product(counts.targets(), counts.targets()));
        return spread == 0 ? 0 : (hits * all - product(counts.answers(), counts.targets())) / Math.sqrt(spread);
    }

    private static double product(Map<String, Integer> one, Map<String, Integer> other) {
        return one.entrySet().stream()
                .mapToDouble(entry -> (double) entry.getValue() * other.getOrDefault(entry.getKey(), 0))
                .sum();
    }
}
