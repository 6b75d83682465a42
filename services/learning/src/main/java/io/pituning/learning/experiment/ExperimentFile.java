package io.pituning.learning.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pituning.learning.LearningException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The results of an experiment on disk, {@code {"runs": […]}}; what is measured is not measured again.
 *
 * <p>Several processes may add to one file: each adds to what it then holds, one after the other.
 */
public final class ExperimentFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RUNS = "runs";

    private final Path file;

    public ExperimentFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** Where the pool's experts are kept. */
    Path poolFolder() {
        return file.resolveSibling(file.getFileName() + ".pool");
    }

    /**
     * {@return the runs, none where there is no file}
     *
     * @throws LearningException {@code results-outdated}
     */
    public List<ExperimentRun> read() throws IOException {
        List<ExperimentRun> runs = new ArrayList<>();
        if (Files.exists(file)) {
            for (JsonNode run : JSON.readTree(file.toFile()).path(RUNS)) {
                runs.add(RunJson.read(run));
            }
        }
        return runs;
    }

    /**
     * The runs of several files together, each once.
     *
     * @param files what {@link #read} gave of each, in the order of the result
     * @throws LearningException {@code results-conflicting} where two files say different things of one measurement
     */
    public static List<ExperimentRun> together(Map<Path, List<ExperimentRun>> files) {
        Map<ExperimentRun.Identity, ExperimentRun> all = new LinkedHashMap<>();
        files.forEach((file, runs) -> runs.forEach(run -> {
            ExperimentRun known = all.putIfAbsent(run.identity(), run);
            if (known != null && !known.outcome().equals(run.outcome())) {
                throw new LearningException(
                        "results-conflicting",
                        "The file " + file + " and an earlier one differ on " + run.method() + " of " + run.task()
                                + " with seed " + run.seed() + ".",
                        "Combine only files that were measured by the same version on the same data.");
            }
        }));
        return List.copyOf(all.values());
    }

    /**
     * Adds a run to what the file holds, in place of the same measurement by another process; writes beside the file and
     * renames.
     */
    void add(ExperimentRun run) throws IOException {
        Files.createDirectories(poolFolder());
        // Beside the pool's experts, for the file itself is replaced.
        try (FileChannel channel = FileChannel.open(
                        poolFolder().resolve(".results.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            List<ExperimentRun> runs = read();
            runs.removeIf(known -> known.identity().equals(run.identity()));
            runs.add(run);
            write(runs);
        }
    }

    private void write(List<ExperimentRun> runs) throws IOException {
        ObjectNode document = JSON.createObjectNode();
        ArrayNode array = document.putArray(RUNS);
        runs.forEach(run -> RunJson.write(run, array.addObject()));
        Path beside = file.resolveSibling(file.getFileName() + ".tmp");
        JSON.writerWithDefaultPrettyPrinter().writeValue(beside.toFile(), document);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
