package io.pituning.learning.world;

import io.pituning.learning.LearningException;
import io.pituning.learning.data.DataSet;
import io.pituning.learning.data.DataSetInfo;
import io.pituning.learning.data.DataSetSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The {@code builtin:} data sets: 20 small tasks on generated pictures and texts, the same on every machine, of the kinds that π-Tuning was
 * tried on (ICML 2023): 8 vision, 6 language, 6 vision-language.
 *
 * <p>Pre-training has seen the forms, the words and the way of answering, but not these tasks: their pictures are in pencil, or of emblems,
 * fabrics and runes, their sentence pairs are never asked about, their labels stand for something new. So there is something to learn, and
 * some of it in common: what, is written down as {@link #relatedness}.
 */
public final class BuiltinTasks implements DataSetSource {
    private static final Map<String, BuiltinTask> TASKS = tasks();

    private static final List<String> DEMO_POOL = List.of(
            "emblem-species",
            "fabric-name",
            "rune-name",
            "refer-color",
            "picture-proves",
            "same-question",
            "sentence-follows");
    private static final List<String> DEMO_NEWCOMERS =
            List.of("emblem-genus", "fabric-use", "refer-place", "same-meaning", "restaurant-reviews");

    private static Map<String, BuiltinTask> tasks() {
        List<BuiltinTask> all = new ArrayList<>(VisionTasks.ALL);
        all.addAll(VisionLanguageTasks.ALL);
        all.addAll(LanguageTasks.ALL);
        Map<String, BuiltinTask> byName = new LinkedHashMap<>();
        all.forEach(task -> byName.put(task.info().name(), task));
        return byName;
    }

    /** All names, vision first, then vision-language, then language. */
    public static List<String> names() {
        return List.copyOf(TASKS.keySet());
    }

    /** Tasks of all modalities for the demo's pool, to be registered with plenty of data. */
    public static List<String> demoPool() {
        return DEMO_POOL;
    }

    /** Tasks that, but for one, each have a relative in {@link #demoPool()}, to be registered with few examples. */
    public static List<String> demoNewcomers() {
        return DEMO_NEWCOMERS;
    }

    /**
     * What is said of a task as a whole; costs nothing.
     *
     * @throws LearningException {@code dataset-missing} when there is none
     */
    public static DataSetInfo info(String name) {
        return task(name).info();
    }

    /**
     * The data set with this name: 1000 training, 200 validation, 400 test examples, labels equally frequent. Another size and another draw
     * are asked for as {@code NAME?train=2000&validation=200&test=400&seed=1}.
     *
     * @throws LearningException {@code dataset-missing} when there is none, or not in this size
     */
    public static DataSet dataSet(String reference) {
        String[] parts = reference.split("\\?", 2);
        return task(parts[0]).dataSet(BuiltinSize.parse(parts.length == 1 ? "" : parts[1]));
    }

    /**
     * The data set with at least its usual 1000 training examples: with as many as are asked for, or as many different ones as there are.
     *
     * @throws LearningException {@code dataset-missing} when there is none
     */
    public static DataSet enlarged(String name, int train) {
        int usual = BuiltinSize.DEFAULT.train();
        return task(name).draw(BuiltinSize.DEFAULT.withTrain(Math.max(usual, train)));
    }

    /**
     * How much two tasks have in common by design: the traits that both have, as a share of those that either has (Jaccard 1901).
     *
     * @return 0 (nothing) to 1 (the same traits)
     * @throws LearningException {@code dataset-missing} when there is no such task
     */
    public static double relatedness(String one, String other) {
        Set<Trait> common = EnumSet.copyOf(task(one).traits());
        common.retainAll(task(other).traits());
        Set<Trait> all = EnumSet.copyOf(task(one).traits());
        all.addAll(task(other).traits());
        return (double) common.size() / all.size();
    }

    private static BuiltinTask task(String name) {
        BuiltinTask task = TASKS.get(name);
        if (task == null) {
            throw new LearningException(
                    "dataset-missing",
                    "There is no builtin data set \"" + name + "\".",
                    "Choose one of: " + String.join(", ", TASKS.keySet()) + ".");
        }
        return task;
    }

    @Override
    public String scheme() {
        return "builtin";
    }

    @Override
    public DataSet open(String reference) {
        return dataSet(withoutScheme(reference));
    }

    @Override
    public DataSetInfo describe(String reference) {
        return info(withoutScheme(reference).split("\\?", 2)[0]);
    }

    private static String withoutScheme(String reference) {
        return reference.substring(reference.indexOf(':') + 1);
    }
}
