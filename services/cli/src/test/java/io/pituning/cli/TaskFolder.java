package io.pituning.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A data set of one example whose answer is generated, as a task folder. */
final class TaskFolder {
    private TaskFolder() {}

    static void write(Path folder, String name) throws IOException {
        String line = "{\"text\": \"who wrote it?\", \"target\": \"a poet\"}\n";
        Files.writeString(
                folder.resolve("dataset.json"), "{\"name\": \"%s\", \"modality\": \"language\"}".formatted(name));
        for (String split : List.of("train", "validation", "test")) {
            Files.writeString(folder.resolve(split + ".jsonl"), line);
        }
    }
}
