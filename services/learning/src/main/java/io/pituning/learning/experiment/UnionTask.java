package io.pituning.learning.experiment;

import io.pituning.learning.data.DataSet;
import io.pituning.learning.data.DataSetInfo;
import io.pituning.learning.data.Example;
import io.pituning.learning.data.Modality;
import io.pituning.learning.metric.Metric;
import java.util.List;
import java.util.Optional;

/** Many tasks as one: every example keeps its task's instruction, the labels are those of all tasks, or none where a task has none. */
final class UnionTask {
    private UnionTask() {}

    /**
     * Joins tasks.
     *
     * @param validationExamples most validation examples of all tasks together, the same number of each: every one is asked with the labels
     *     of all tasks, and they only choose the epoch
     */
    static DataSet of(String name, List<DataSet> tasks, int validationExamples, long seed) {
        boolean chosen = tasks.stream().allMatch(task -> task.info().isClassification());
        List<String> labels = chosen ? labels(tasks) : List.of();
        DataSetInfo info = new DataSetInfo(
                name,
                Modality.VISION_LANGUAGE,
                Optional.empty(),
                labels,
                Metric.usual(labels),
                "the union of " + tasks.size() + " tasks");
        int each = Math.max(1, validationExamples / tasks.size());
        List<Example> train = tasks.stream()
                .flatMap(task -> instructed(task, task.train()).stream())
                .toList();
        List<Example> validation = tasks.stream()
                .map(task -> task.limit(0, each, 0, seed))
                .flatMap(task -> instructed(task, task.validation()).stream())
                .toList();
        // Nothing is tested on the union, but a task has a test split.
        return new DataSet(info, train, validation, validation.subList(0, 1));
    }

    private static List<String> labels(List<DataSet> tasks) {
        return tasks.stream()
                .flatMap(task -> task.info().labels().stream())
                .distinct()
                .toList();
    }

    private static List<Example> instructed(DataSet task, List<Example> examples) {
        return examples.stream()
                .map(example -> new Example(example.picture(), task.info().prompt(example), example.target()))
                .toList();
    }
}
