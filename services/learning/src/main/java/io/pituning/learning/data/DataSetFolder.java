package io.pituning.learning.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.pituning.learning.LearningException;
import io.pituning.learning.metric.Metric;
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
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** The last is for whoever reads the file: a count of the examples, which nothing here relies on. */
    private static final List<String> KEYS =
            List.of("name", "modality", "instruction", "labels", "metric", "source", "examples");

    private final Path folder;

    /** @param folder real path (symbolic links resolved) of a folder that exists */
    DataSetFolder(Path folder) {
        this.folder = folder;
    }

    DataSet read() {
        JsonNode description = readDescription();
        refuseUnknownKeys(description);
        DataSetInfo info = info(description);
        return new DataSet(
                info,
                readSplit("train.jsonl", info),
                readSplit("validation.jsonl", info),
                readSplit("test.jsonl", info));
    }

    private JsonNode readDescription() {
        Path file = folder.resolve("dataset.json");
        if (!Files.isRegularFile(file)) {
            throw new LearningException(
                    "dataset-missing",
                    "The folder " + folder + " has no dataset.json.",
                    "Add one with name, modality, instruction and labels, or give another folder.");
        }
        JsonNode root;
        try {
            root = JSON.readTree(requireInside(file, "dataset.json").toFile());
        } catch (IOException failure) {
            throw malformed("dataset.json", "is not readable JSON (" + firstLine(failure) + ")", failure);
        }
        if (!root.isObject()) {
            throw malformed("dataset.json", "must hold one JSON object");
        }
        return root;
    }

    /** Does not mind unknown keys: they do not matter to who serves what was learned. */
    DataSetInfo readInfo() {
        return info(readDescription());
    }

    private DataSetInfo info(JsonNode root) {
        String wireName = optionalText(root, "modality", "dataset.json")
                .orElseThrow(() -> malformed("dataset.json", "has no \"modality\""));
        Modality modality = Modality.ofWireName(wireName)
                .orElseThrow(() -> malformed(
                        "dataset.json",
                        "has the modality \"" + wireName + "\"; known: vision, language, vision-language"));
        List<String> labels = readLabels(root.path("labels"));
        return new DataSetInfo(
                optionalText(root, "name", "dataset.json")
                        .orElseGet(() -> folder.getFileName().toString()),
                modality,
                optionalText(root, "instruction", "dataset.json").filter(words -> !words.isBlank()),
                labels,
                readMetric(root, labels),
                optionalText(root, "source", "dataset.json").orElse(""));
    }

    /** A mistyped key would otherwise be left out without a word: "label" would make a task without labels. */
    private void refuseUnknownKeys(JsonNode root) {
        root.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                throw malformed(
                        "dataset.json", "has the unknown key \"" + key + "\"; known are " + String.join(", ", KEYS));
            }
        });
    }

    private Metric readMetric(JsonNode root, List<String> labels) {
        Optional<String> name = optionalText(root, "metric", "dataset.json");
        try {
            return name.map(Metric::named).orElseGet(() -> Metric.usual(labels));
        } catch (LearningException unknown) {
            throw new LearningException(
                    unknown.code(),
                    "dataset.json of " + folder + " names an unknown metric: " + name.orElse("") + ".",
                    unknown.advice(),
                    unknown);
        }
    }

    private List<String> readLabels(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return List.of();
        }
        if (!node.isArray()) {
            throw malformed("dataset.json", "must have a list of texts as \"labels\"");
        }
        List<String> labels = new ArrayList<>();
        for (JsonNode label : node) {
            if (!label.isTextual() || label.textValue().isBlank()) {
                throw malformed("dataset.json", "has a label that is not a text: " + label);
            }
            if (labels.contains(label.textValue())) {
                throw malformed("dataset.json", "names the label \"" + label.textValue() + "\" twice");
            }
            labels.add(label.textValue());
        }
        return labels;
    }

    private List<Example> readSplit(String fileName, DataSetInfo info) {
        Path file = folder.resolve(fileName);
        if (!Files.isRegularFile(file)) {
            throw malformed(fileName, "is missing");
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
            throw malformed(fileName + ", after line " + number, "is not readable UTF-8 text", failure);
        }
        if (examples.isEmpty()) {
            throw malformed(fileName, "holds no example");
        }
        return examples;
    }

    private Example readExample(String line, String where, DataSetInfo info, Set<String> labels) {
        JsonNode node;
        try {
            node = JSON.readTree(line);
        } catch (JsonProcessingException failure) {
            throw malformed(where, "is not valid JSON (" + firstLine(failure) + ")", failure);
        }
        if (!node.isObject()) {
            throw malformed(where, "must hold one JSON object");
        }
        String target = optionalText(node, "target", where).orElseThrow(() -> malformed(where, "has no \"target\""));
        if (!labels.isEmpty() && !labels.contains(target)) {
            throw malformed(where, "has the target \"" + target + "\", which is not among the labels " + info.labels());
        }
        Optional<String> image = optionalText(node, "image", where);
        String text = optionalText(node, "text", where).orElse("");
        if (info.modality().hasPicture() && image.isEmpty()) {
            throw malformed(
                    where,
                    "has no \"image\", though the modality is "
                            + info.modality().wireName());
        }
        if (info.modality().hasText() && text.isBlank()) {
            throw malformed(
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
            throw malformed(where, "names an image with something that is not a path", failure);
        }
        if (!file.startsWith(folder)) {
            throw escaping(where, image);
        }
        if (!Files.isRegularFile(file)) {
            throw malformed(where, "names the image \"" + image + "\", which does not exist");
        }
        return requireInside(file, where);
    }

    /** Resolves symbolic links and refuses what they lead out of the folder to. */
    private Path requireInside(Path file, String where) {
        Path real;
        try {
            real = file.toRealPath();
        } catch (IOException failure) {
            throw malformed(where, "names a file that cannot be read", failure);
        }
        if (!real.startsWith(folder)) {
            throw escaping(where, folder.relativize(file).toString());
        }
        return real;
    }

    private Optional<String> optionalText(JsonNode object, String field, String where) {
        JsonNode node = object.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isTextual()) {
            throw malformed(where, "must have a text as \"" + field + "\" but has " + node);
        }
        return Optional.of(node.textValue());
    }

    private LearningException escaping(String where, String path) {
        return new LearningException(
                "dataset-forbidden",
                where + " of " + folder + " names \"" + path + "\", which leads out of the data set's folder.",
                "Copy the file into the data set's folder and name it by a relative path.");
    }

    private LearningException malformed(String where, String what) {
        return malformed(where, what, new IllegalArgumentException(where + " " + what));
    }

    private LearningException malformed(String where, String what, Throwable cause) {
        return new LearningException(
                "dataset-malformed",
                where + " of " + folder + " " + what + ".",
                "Correct that place, then run 'pi retry TASK'; services/learning/README.md describes the format.",
                cause);
    }

    /** The first line, without where an unclosed bracket began: the parser tells that among its settings. */
    private static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage())
                .lines()
                .findFirst()
                .orElse("no detail")
                .replaceFirst(" \\(start marker at .*", "");
    }
}
