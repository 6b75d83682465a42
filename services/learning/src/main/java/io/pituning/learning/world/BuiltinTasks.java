package io.pituning.learning.world;

import io.pituning.learning.LearningException;
import io.pituning.learning.data.DataSet;
import io.pituning.learning.data.DataSetSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@code builtin:} data sets: small tasks on generated pictures and texts, the same on every machine. Their labels and instructions do
 * not occur in the pre-training corpus in that form, so that an expert has something to learn; most tasks have a relative that asks for
 * the same property in other words.
 */
public final class BuiltinTasks implements DataSetSource {
    private static final Map<String, BuiltinTask> TASKS = tasks();

    private static final List<String> DEMO_POOL = List.of(
            "color-family",
            "shape-family",
            "color-check",
            "place-quiz",
            "product-reviews",
            "question-kind",
            "topic-room");
    private static final List<String> DEMO_NEWCOMERS =
            List.of("traffic-light", "shape-roles", "color-guess", "restaurant-reviews", "question-tool");

    private static Map<String, BuiltinTask> tasks() {
        List<BuiltinTask> all = new ArrayList<>(BuiltinPictureTasks.ALL);
        all.addAll(BuiltinQuestionTasks.ALL);
        all.addAll(BuiltinTextTasks.ALL);
        Map<String, BuiltinTask> byName = new LinkedHashMap<>();
        all.forEach(task -> byName.put(task.info().name(), task));
        return byName;
    }

    /** All names, vision first, then vision-language, then language. */
    public static List<String> names() {
        return List.copyOf(TASKS.keySet());
    }

    /** Tasks of all modalities for the demo's pool, to be registered with all their data. */
    public static List<String> demoPool() {
        return DEMO_POOL;
    }

    /** Tasks that each have a relative in {@link #demoPool()}, to be registered with few examples. */
    public static List<String> demoNewcomers() {
        return DEMO_NEWCOMERS;
    }

    /**
     * The data set with this name: 400 training, 100 validation, 200 test examples, labels equally frequent.
     *
     * @throws LearningException {@code dataset-missing} when there is none
     */
    public static DataSet dataSet(String name) {
        BuiltinTask task = TASKS.get(name);
        if (task == null) {
            throw new LearningException(
                    "dataset-missing",
                    "There is no builtin data set \"" + name + "\".",
                    "Choose one of: " + String.join(", ", TASKS.keySet()) + ".");
        }
        return task.dataSet();
    }

    @Override
    public String scheme() {
        return "builtin";
    }

    @Override
    public DataSet open(String reference) {
        return dataSet(reference.substring(reference.indexOf(':') + 1));
    }
}
