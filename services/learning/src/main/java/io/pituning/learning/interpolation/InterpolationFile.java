package io.pituning.learning.interpolation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What an interpolation learned, beside the expert it made: {@code interpolation.json} with the parents, their weights at every site and, for
 * a compressed LoRA, the error.
 */
public final class InterpolationFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAME = "interpolation.json";

    private InterpolationFile() {}

    /**
     * Writes the file into an existing folder.
     *
     * @param parents the task's own name, then its neighbors' in the order of the weights
     */
    public static void write(TunedExpert tuned, List<String> parents, Path folder) throws IOException {
        ObjectNode document = JSON.createObjectNode();
        document.set("parents", JSON.valueToTree(parents));
        document.set("weights", JSON.valueToTree(tuned.weightsBySite()));
        tuned.compressionError().ifPresent(error -> document.put("compressionError", error));
        JSON.writerWithDefaultPrettyPrinter().writeValue(folder.resolve(NAME).toFile(), document);
    }
}
