package io.pituning.cli.demo;

import io.pituning.cli.data.TaskFolders;
import io.pituning.cli.street.UserException;
import io.pituning.learning.data.DataSet;
import io.pituning.learning.data.DataSets;
import io.pituning.learning.data.Modality;
import io.pituning.learning.world.BuiltinTasks;
import io.pituning.schemas.event.InterpolationSpec;
import io.pituning.schemas.event.TaskRegistered;
import io.pituning.schemas.event.TrainingSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which tasks the demonstration registers, and how.
 *
 * @param pool tasks with plenty of data, registered first
 * @param newcomers tasks with few examples, registered when the pool's vectors are there
 * @param dataRoots folders their data come from
 */
public record DemoPlan(List<DemoTask> pool, List<DemoTask> newcomers, List<Path> dataRoots) {
    /** Examples per label a newcomer has, unless told otherwise. */
    public static final int DEFAULT_SHOTS = 16;

    /** Most training examples a pool task has, unless told otherwise. */
    public static final int DEFAULT_POOL_EXAMPLES = 400;

    static final TrainingSpec POOL_TRAINING = TrainingSpec.of(6, 8);
    static final TrainingSpec NEWCOMER_TRAINING = TrainingSpec.of(30, 8);
    static final InterpolationSpec INTERPOLATION = InterpolationSpec.defaults().withNeighbors(3);

    /** @throws UserException {@code demo-impossible} when one of the two kinds is missing */
    public DemoPlan {
        pool = List.copyOf(pool);
        newcomers = List.copyOf(newcomers);
        dataRoots = List.copyOf(dataRoots);
        if (pool.isEmpty() || newcomers.isEmpty()) {
            throw new UserException(
                    "demo-impossible",
                    "The demo needs at least one pool task and one newcomer, but there are " + pool.size() + " and "
                            + newcomers.size() + ".",
                    "Give a folder with more tasks, or choose other newcomers with --newcomers.");
        }
    }

    /** {@return the builtin tasks made for this} */
    public static DemoPlan builtin(int shots, int poolExamples) {
        return new DemoPlan(
                BuiltinTasks.demoPool().stream()
                        .map(name -> pool(name, "builtin:" + name, builtinModality(name), poolExamples))
                        .toList(),
                BuiltinTasks.demoNewcomers().stream()
                        .map(name -> newcomer(name, "builtin:" + name, builtinModality(name), shots))
                        .toList(),
                List.of());
    }

    /**
     * The tasks of a folder, as {@link TaskFolders#tasks} finds them.
     *
     * @param chosen names of the newcomers; none: the last by name of each modality
     * @throws UserException {@code data-missing}, {@code newcomer-unknown} or {@code demo-impossible}
     * @throws io.pituning.learning.LearningException when a data set cannot be read
     */
    public static DemoPlan of(Path folder, Set<String> chosen, int shots, int poolExamples) {
        Map<String, Path> folders = new TreeMap<>();
        TaskFolders.tasks(folder.toAbsolutePath().normalize())
                .forEach(task -> folders.put(task.getFileName().toString(), task));
        Map<String, Modality> modalities = new TreeMap<>();
        DataSets dataSets = new DataSets(List.of(folder));
        folders.forEach((name, path) -> {
            DataSet dataSet = dataSets.open(path.toUri().toString());
            modalities.put(name, dataSet.info().modality());
        });
        Set<String> newcomers = chosen.isEmpty() ? lastOfEachModality(modalities) : chosen;
        newcomers.stream()
                .filter(name -> !folders.containsKey(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new UserException(
                            "newcomer-unknown",
                            "There is no task named " + name + " in " + folder + ".",
                            "Choose newcomers from: " + String.join(", ", folders.keySet()) + ".");
                });
        List<DemoTask> pool = new ArrayList<>();
        List<DemoTask> few = new ArrayList<>();
        folders.forEach((name, path) -> {
            String reference = path.toUri().toString();
            if (newcomers.contains(name)) {
                few.add(newcomer(name, reference, modalities.get(name), shots));
            } else {
                pool.add(pool(name, reference, modalities.get(name), poolExamples));
            }
        });
        return new DemoPlan(pool, few, List.of(folder));
    }

    /** {@return all tasks, the pool first} */
    public List<DemoTask> all() {
        return Stream.concat(pool.stream(), newcomers.stream()).toList();
    }

    private static Set<String> lastOfEachModality(Map<String, Modality> modalities) {
        Map<Modality, String> last = new TreeMap<>();
        modalities.forEach((name, modality) -> last.put(modality, name));
        return new TreeSet<>(last.values());
    }

    private static Modality builtinModality(String name) {
        return BuiltinTasks.info(name).modality();
    }

    private static DemoTask pool(String name, String reference, Modality modality, int examples) {
        return new DemoTask(
                TaskRegistered.of(name, reference)
                        .withExamples(examples)
                        .withTraining(POOL_TRAINING)
                        .withInterpolation(INTERPOLATION),
                modality,
                DemoTask.Role.POOL);
    }

    private static DemoTask newcomer(String name, String reference, Modality modality, int shots) {
        return new DemoTask(
                TaskRegistered.of(name, reference)
                        .withShots(shots)
                        .withTraining(NEWCOMER_TRAINING)
                        .withInterpolation(INTERPOLATION),
                modality,
                DemoTask.Role.NEWCOMER);
    }
}
