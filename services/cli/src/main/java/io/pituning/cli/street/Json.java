package io.pituning.cli.street;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pituning.schemas.EventCodec;
import io.pituning.schemas.event.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;

/** JSON documents for scripts. */
public final class Json {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final EventCodec CODEC = new EventCodec();

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /** {@return the event as it travels} */
    public static JsonNode of(Event event) {
        try {
            return MAPPER.readTree(CODEC.encode(event));
        } catch (IOException e) {
            throw new UncheckedIOException("every event can be written as JSON", e);
        }
    }

    /** {@return the events as they travel} */
    public static ArrayNode of(Collection<? extends Event> events) {
        ArrayNode array = array();
        events.forEach(event -> array.add(of(event)));
        return array;
    }

    /**
     * {@return what a text says in JSON}
     *
     * @throws IOException when it is not JSON
     */
    public static JsonNode parse(String text) throws IOException {
        return MAPPER.readTree(text);
    }

    /** {@return the document, for people too} */
    public static String pretty(JsonNode document) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("every document can be written", e);
        }
    }
}
