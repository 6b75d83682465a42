package io.pituning.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.regex.Pattern;

/** What is wrong with a text that should be JSON, in words for whoever wrote it. */
public final class JsonMistake {
    /** How Jackson tells a place; the source it would name there is left out by its settings. */
    private static final Pattern PLACE = Pattern.compile("\\[Source: [^;]*; line: (\\d+), column: (\\d+)]");

    private JsonMistake() {}

    /** {@return the parser's sentence without its settings, no full stop at the end} */
    public static String of(JsonProcessingException e) {
        return PLACE.matcher(e.getOriginalMessage()).replaceAll("line $1, column $2");
    }
}
