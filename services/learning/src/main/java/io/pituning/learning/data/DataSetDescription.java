package io.pituning.learning.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pituning.learning.LearningException;
import io.pituning.learning.metric.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The file {@value #FILE}: what is said of a data set as a whole. The data set's folder has one, and so has that of an expert trained on it,
 * which needs the labels and the instruction when the data are long gone.
 */
public final class DataSetDescription {
    static final String FILE = "dataset.json";

    /** The last is for whoever reads the file: a count of the examples, which nothing here relies on. */
    private static final List<String> KEYS =
            List.of("name", "modality", "instruction", "labels", "metric", "source", "examples");

    private final Path folder;
    private final FolderJson json;
    private final JsonNode root;

    /** @param file the description, wherever a link in the folder leads to */
    DataSetDescription(Path folder, Path file) {
        this.folder = folder;
        this.json = new FolderJson(folder);
        this.root = json.read(file, FILE);
    }

    /** Writes the file into an existing folder. */
    public static void write(DataSetInfo info, Path folder) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("name", info.name());
        root.put("modality", info.modality().wireName());
        info.instruction().ifPresent(words -> root.put("instruction", words));
        if (info.isClassification()) {
            info.labels().forEach(root.putArray("labels")::add);
        }
        root.put("metric", info.metric().wireName());
        root.put("source", info.source());
        mapper.writerWithDefaultPrettyPrinter().writeValue(folder.resolve(FILE).toFile(), root);
    }

    /**
     * What the file of a folder says, if there is one. Unknown keys do not matter to who serves what was learned.
     *
     * @throws LearningException {@code dataset-malformed}
     */
    public static Optional<DataSetInfo> find(Path folder) {
        Path file = folder.resolve(FILE);
        return Files.isRegularFile(file) ? Optional.of(new DataSetDescription(folder, file).info()) : Optional.empty();
    }

    DataSetInfo info() {
        String wireName = text("modality").orElseThrow(() -> malformed("has no \"modality\""));
        Modality modality = Modality.ofWireName(wireName)
                .orElseThrow(() ->
                        malformed("has the modality \"" + wireName + "\"; known: vision, language, vision-language"));
        List<String> labels = labels(root.path("labels"));
        return new DataSetInfo(
                text("name").orElseGet(() -> folder.getFileName().toString()),
                modality,
                text("instruction").filter(words -> !words.isBlank()),
                labels,
                metric(labels),
                text("source").orElse(""));
    }

    /** A mistyped key would otherwise be left out without a word: "label" would make a task without labels. */
    void refuseUnknownKeys() {
        root.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                throw malformed("has the unknown key \"" + key + "\"; known are " + String.join(", ", KEYS));
            }
        });
    }

    private Metric metric(List<String> labels) {
        Optional<String> name = text("metric");
        try {
            return name.map(Metric::named).orElseGet(() -> Metric.usual(labels));
        } catch (LearningException unknown) {
            throw new LearningException(
                    unknown.code(),
                    FILE + " of " + folder + " names an unknown metric: " + name.orElse("") + ".",
                    unknown.advice(),
                    unknown);
        }
    }

    private List<String> labels(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return List.of();
        }
        if (!node.isArray()) {
            throw malformed("must have a list of texts as \"labels\"");
        }
        List<String> labels = new ArrayList<>();
        for (JsonNode label : node) {
            if (!label.isTextual() || label.textValue().isBlank()) {
                throw malformed("has a label that is not a text: " + label);
            }
            if (labels.contains(label.textValue())) {
                throw malformed("names the label \"" + label.textValue() + "\" twice");
            }
            labels.add(label.textValue());
        }
        return labels;
    }

    private Optional<String> text(String field) {
        return json.optionalText(root, field, FILE);
    }

    private LearningException malformed(String what) {
        return json.malformed(FILE, what);
    }
}
