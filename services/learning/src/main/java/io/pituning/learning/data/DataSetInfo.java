package io.pituning.learning.data;

import io.pituning.learning.metric.Metric;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is said of a data set as a whole.
 *
 * @param name short name, unique in its collection
 * @param modality what its examples consist of
 * @param instruction the prompt that goes with every example, if there is one
 * @param labels the answers to choose from; empty for a generation task
 * @param metric what answers are measured by
 * @param source where the data come from, in words
 */
public record DataSetInfo(
        String name,
        Modality modality,
        Optional<String> instruction,
        List<String> labels,
        Metric metric,
        String source) {
    public DataSetInfo {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(modality, "modality");
        Objects.requireNonNull(instruction, "instruction");
        Objects.requireNonNull(metric, "metric");
        Objects.requireNonNull(source, "source");
        labels = List.copyOf(labels);
        if (new HashSet<>(labels).size() != labels.size()) {
            throw new IllegalArgumentException("a label of " + name + " appears twice: " + labels);
        }
    }

    /** Whether answers are chosen from the labels (otherwise they are generated). */
    public boolean isClassification() {
        return !labels.isEmpty();
    }

    /** What the model reads for this example: the instruction, a space, the example's text; either may be absent. */
    public String prompt(Example example) {
        return prompt(example.text());
    }

    /** As {@link #prompt(Example)}, for a text that has no example yet. */
    public String prompt(String text) {
        return instruction
                .map(words -> text.isEmpty() ? words : words + " " + text)
                .orElse(text);
    }
}
