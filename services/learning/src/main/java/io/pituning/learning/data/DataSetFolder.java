package io.pituning.learning.data;

import com.fasterxml.jackson.databind.JsonNode;
import io.pituning.learning.LearningException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads and checks one data set folder: {@code dataset.json}, {@code train.jsonl}, {@code validation.jsonl}, {@code test.jsonl} and the
 * pictures they name.
 */
final class DataSetFolder {
    private final Path folder;
    private final FolderJson json;

    /** @param folder real path (symbolic links resolved) of a folder that exists */
    DataSetFolder(Path folder) {
        this.folder = folder;
        this.json = new FolderJson(folder);
    }

    DataSet read() {
        DataSetDescription description = description();
        description.refuseUnknownKeys();
        DataSetInfo info = description.info();
        return new DataSet(
                info,
                readSplit("train.jsonl", info),
                readSplit("validation.jsonl", info),
                readSplit("test.jsonl", info));
    }

    /** What is said of the whole; unknown keys do not matter to who serves what was learned. */
    DataSetInfo readInfo() {
        return description().info();
    }

    private DataSetDescription description() {
        Path file = folder.resolve(DataSetDescription.FILE);
        if (!Files.isRegularFile(file)) {
            throw new LearningException(
                    "dataset-missing",
                    "The folder " + folder + " has no dataset.json.",
                    "Add one with name, modality, instruction and labels, or give another folder.");
        }
        return new DataSetDescription(folder, requireInside(file, DataSetDescription.FILE));
    }

    private List<Example> readSplit(String fileName, DataSetInfo info) {
        Path file = folder.resolve(fileName);
        if (!Files.isRegularFile(file)) {
            throw json.malformed(fileName, "is missing");
        }
        Set<String> labels = new HashSet<>(info.labels());
        List<Example> examples = new ArrayList<>();
        int number = 0;
        try (BufferedReader reader = Files.newBufferedReader(requireInside(file, fileName))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (!line.isBlank()) {
                    examples.add(readExample(line, fileName + ", line " + number, info, labels));
                }
            }
        } catch (IOException failure) {
            throw json.malformed(fileName + ", after line " + number, "is not readable UTF-8 text", failure);
        }
        if (examples.isEmpty()) {
            throw json.malformed(fileName, "holds no example");
        }
        return examples;
    }

    private Example readExample(String line, String where, DataSetInfo info, Set<String> labels) {
        JsonNode node = json.parse(line, where);
        String target =
                json.optionalText(node, "target", where).orElseThrow(() -> json.malformed(where, "has no \"target\""));
        if (!labels.isEmpty() && !labels.contains(target)) {
            throw json.malformed(
                    where, "has the target \"" + target + "\", which is not among the labels " + info.labels());
        }
        Optional<String> image = json.optionalText(node, "image", where);
        String text = json.optionalText(node, "text", where).orElse("");
        if (info.modality().hasPicture() && image.isEmpty()) {
            throw json.malformed(
                    where,
                    "has no \"image\", though the modality is "
                            + info.modality().wireName());
        }
        if (info.modality().hasText() && text.isBlank()) {
            throw json.malformed(
                    where,
                    "has no \"text\", though the modality is " + info.modality().wireName());
        }
        return new Example(image.map(path -> new PictureFile(imageFile(path, where))), text, target);
    }

    private Path imageFile(String image, String where) {
        Path file;
        try {
            file = folder.resolve(image).normalize();
        } catch (InvalidPathException failure) {
            throw json.malformed(where, "names an image with something that is not a path", failure);
        }
        if (!file.startsWith(folder)) {
            throw escaping(where, image);
        }
        if (!Files.isRegularFile(file)) {
            throw json.malformed(where, "names the image \"" + image + "\", which does not exist");
        }
        return requireInside(file, where);
    }

    /** Resolves symbolic links and refuses what they lead out of the folder to. */
    private Path requireInside(Path file, String where) {
        Path real;
        try {
            real = file.toRealPath();
        } catch (IOException failure) {
            throw json.malformed(where, "names a file that cannot be read", failure);
        }
        if (!real.startsWith(folder)) {
            throw escaping(where, folder.relativize(file).toString());
        }
        return real;
    }

    private LearningException escaping(String where, String path) {
        return new LearningException(
                "dataset-forbidden",
                where + " of " + folder + " names \"" + path + "\", which leads out of the data set's folder.",
                "Copy the file into the data set's folder and name it by a relative path.");
    }
}
