package io.pituning.learning.data;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.pituning.learning.LearningException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The JSON of a data set's folder: parses it strictly, and says of what is wrong in which file, and where in it, it stands.
 *
 * <p>Every place is named by file, and by line where there are several: {@code train.jsonl, line 3}.
 */
record FolderJson(Path folder) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** The one object that a file holds. */
    JsonNode read(Path file, String where) {
        try {
            return object(JSON.readTree(Files.readAllBytes(file)), where);
        } catch (IOException failure) {
            throw malformed(where, "is not readable JSON (" + firstLine(failure) + ")", failure);
        }
    }

    /** The one object that a line holds. */
    JsonNode parse(String line, String where) {
        try {
            return object(JSON.readTree(line), where);
        } catch (IOException failure) {
            throw malformed(where, "is not valid JSON (" + firstLine(failure) + ")", failure);
        }
    }

    private JsonNode object(JsonNode node, String where) {
        if (!node.isObject()) {
            throw malformed(where, "must hold one JSON object");
        }
        return node;
    }

    Optional<String> optionalText(JsonNode object, String field, String where) {
        JsonNode node = object.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isTextual()) {
            throw malformed(where, "must have a text as \"" + field + "\" but has " + node);
        }
        return Optional.of(node.textValue());
    }

    LearningException malformed(String where, String what) {
        return malformed(where, what, new IllegalArgumentException(where + " " + what));
    }

    LearningException malformed(String where, String what, Throwable cause) {
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
