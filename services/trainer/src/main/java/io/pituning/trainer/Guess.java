package io.pituning.trainer;

import io.pituning.learning.data.DataSet;
import io.pituning.learning.data.Example;
import io.pituning.learning.metric.Metric;
import io.pituning.schemas.event.Chance;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What one reaches without learning: always the most frequent training label (of equally frequent ones the first by name), or, where few
 * examples mislead as to which that is, guessing evenly.
 */
final class Guess {
    private Guess() {}

    /** {@return the better of the two for each held-out split; empty where there is no label set, or something else than accuracy counts} */
    static Optional<Chance> chance(DataSet data) {
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
            return new Chance(
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
