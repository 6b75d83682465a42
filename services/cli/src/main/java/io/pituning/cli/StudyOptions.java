package io.pituning.cli;

import io.pituning.cli.data.TaskFolders;
import io.pituning.learning.data.DataSet;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.world.BuiltinTasks;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** What a measurement is made on, the same for all commands that measure. */
final class StudyOptions {
    @Option(
            names = "--data",
            split = ",",
            paramLabel = "DIR",
            description = "Folders of task folders, or single task folders (default: the builtin tasks).")
    private List<Path> data = List.of();

    @Option(
            names = "--foundation",
            paramLabel = "MODEL",
            defaultValue = "pi-nano",
            description =
                    "The foundation model: one that ships with pi, or a model folder's path with a slash, such as ./pi-nano (default: ${DEFAULT-VALUE}).")
    private String foundation;

    /** The tasks, builtin ones as large as they are usually. */
    List<DataSet> tasks() {
        return tasks(0);
    }

    /** The tasks; builtin ones have at least so many training examples, where they can be made so large. */
    List<DataSet> tasks(int examples) {
        return data.isEmpty()
                ? BuiltinTasks.names().stream()
                        .map(name -> BuiltinTasks.enlarged(name, examples))
                        .toList()
                : TaskFolders.open(data);
    }

    /** The model, which is the caller's to close. */
    FoundationModel model() {
        return FoundationModel.load(foundation);
    }
}
