package io.pituning.cli.data;

import io.pituning.cli.street.UserException;
import io.pituning.learning.data.DataSet;
import io.pituning.learning.data.DataSets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds the tasks of folders. */
public final class TaskFolders {
    private static final String DESCRIPTION = "dataset.json";

    private TaskFolders() {}

    /**
     * Every given folder is a task, or its sub-folders are.
     *
     * @return the tasks by folder, those of one folder by name
     * @throws UserException {@code data-missing} when a folder holds no task
     * @throws io.pituning.learning.LearningException when a data set cannot be read
     */
    public static List<DataSet> open(List<Path> folders) {
        List<DataSet> opened = new ArrayList<>();
        for (Path folder : folders) {
            DataSets dataSets = new DataSets(List.of(folder));
            tasks(folder)
                    .forEach(task -> opened.add(
                            dataSets.open(task.toAbsolutePath().toUri().toString())));
        }
        return opened;
    }

    /**
     * The folder itself if it is a task, else those of its sub-folders that are.
     *
     * @return sorted by name
     * @throws UserException {@code data-missing} when there is no task
     */
    public static List<Path> tasks(Path folder) {
        if (isTask(folder)) {
            return List.of(folder);
        }
        try (Stream<Path> children = Files.list(folder)) {
            List<Path> tasks = children.filter(TaskFolders::isTask).sorted().toList();
            if (tasks.isEmpty()) {
                throw missing(folder, null);
            }
            return tasks;
        } catch (IOException e) {
            throw missing(folder, e);
        }
    }

    private static boolean isTask(Path folder) {
        return Files.exists(folder.resolve(DESCRIPTION));
    }

    private static UserException missing(Path folder, IOException cause) {
        return new UserException(
                "data-missing",
                "Neither " + folder + " nor a sub-folder of it holds a " + DESCRIPTION + ".",
                "Give a folder of task folders; services/learning/README.md describes the format.",
                cause);
    }
}
