package io.pituning.learning.training;

import io.pituning.learning.data.DataSet;
import io.pituning.learning.data.Example;
import io.pituning.learning.metric.Metric;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The accuracy one reaches without learning: always the most frequent training label (of equally frequent ones the first by name), or, where
 * few examples mislead as to which that is, guessing evenly.
 *
 * @param validation the better of the two on the validation split, 0 to 1
 * @param test the same on the test split
 */
public record Guess(double validation, double test) {

    /** What guessing reaches on a data set; empty without a label set or where something else than accuracy counts. */
    public static Optional<Guess> of(DataSet data) {
        if (!data.info().isClassification() || data.info().metric() != Metric.ACCURACY) {
            return Optional.empty();
        }
        Map<String, Long> counts = data.train().stream()
                .collect(Collectors.groupingBy(Example::target, TreeMap::new, Collectors.counting()));
        return counts.values().stream().max(Long::compare).map(most -> {
            String label = counts.entrySet().stream()
                    .filter(entry -> entry.getValue().equals(most))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElseThrow();
            double even = 1.0 / data.info().labels().size();
            return new Guess(
                    Math.max(even, share(label, data.validation())), Math.max(even, share(label, data.test())));
        });
    }

    private static double share(String label, List<Example> examples) {
        return examples.stream()
                .mapToInt(example -> example.target().equals(label) ? 1 : 0)
                .average()
                .orElse(0);
    }
}
