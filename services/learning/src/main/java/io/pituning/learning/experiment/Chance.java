package io.pituning.learning.experiment;

import io.pituning.learning.data.DataSet;
import io.pituning.learning.data.Example;
import io.pituning.learning.metric.Metric;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What one reaches on test without learning: always the most frequent training label (of equally frequent ones the first by name), or,
 * where few examples mislead as to which that is, guessing evenly.
 */
final class Chance {
    private Chance() {}

    /** The better of the two, 0 to 1; empty where there is no label set, or something else than accuracy counts. */
    static OptionalDouble onTest(DataSet data) {
        if (!data.info().isClassification() || data.info().metric() != Metric.ACCURACY) {
            return OptionalDouble.empty();
        }
        Map<String, Long> counts = data.train().stream()
                .collect(Collectors.groupingBy(Example::target, TreeMap::new, Collectors.counting()));
        String label = counts.entrySet().stream()
                .min(Comparator.comparing((Map.Entry<String, Long> entry) -> -entry.getValue())
                        .thenComparing(Map.Entry::getKey))
                .orElseThrow()
                .getKey();
        List<Example> test = data.test();
        double share = test.stream()
                .mapToInt(example -> example.target().equals(label) ? 1 : 0)
                .average()
                .orElse(0);
        return OptionalDouble.of(Math.max(share, 1.0 / data.info().labels().size()));
    }
}
