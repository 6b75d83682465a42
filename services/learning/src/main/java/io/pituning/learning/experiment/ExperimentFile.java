package io.pituning.learning.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** The results of an experiment on disk, {@code {"runs": […]}}; what is measured is not measured again. */
final class ExperimentFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    ExperimentFile(Path file) {
        this.file = file;
    }

    /** Where the pool's experts are kept. */
    Path poolFolder() {
        return file.resolveSibling(file.getFileName() + ".pool");
    }

    List<ExperimentRun> read() throws IOException {
        List<ExperimentRun> runs = new ArrayList<>();
        if (Files.exists(file)) {
            for (JsonNode run : JSON.readTree(file.toFile()).path("runs")) {
                runs.add(RunJson.read(run));
            }
        }
        return runs;
    }

    /** Writes beside the file and renames. */
    void write(List<ExperimentRun> runs) throws IOException {
        ObjectNode document = JSON.createObjectNode();
        ArrayNode array = document.putArray("runs");
        runs.forEach(run -> RunJson.write(run, array.addObject()));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path beside = file.resolveSibling(file.getFileName() + ".tmp");
        JSON.writerWithDefaultPrettyPrinter().writeValue(beside.toFile(), document);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
