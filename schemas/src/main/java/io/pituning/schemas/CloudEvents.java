package io.pituning.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import io.pituning.schemas.event.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * CloudEvents 1.0 on Kafka: the attributes travel in the record's headers (binary mode), so that the value stays plain JSON.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">Kafka protocol binding</a>
 */
public final class CloudEvents {
    /** Header that says which event the value is. */
    public static final String TYPE_HEADER = "ce_type";

    private static final String TYPE_PREFIX = "io.pituning.";
    private static final String SPEC_VERSION = "1.0";
    private static final int ID_BYTES = 16;

    private CloudEvents() {}

    /** The {@code type} attribute of an event, for example {@code io.pituning.ExpertTrained.v1}. */
    public static String type(Class<? extends Event> event) {
        return TYPE_PREFIX + event.getSimpleName() + ".v1";
    }

    /**
     * The headers of an outgoing record in binary mode, in a fixed order.
     *
     * <p>The id follows from the type and the value: an event emitted again after a redelivery has the same id, so a reader can tell.
     *
     * @param event the event
     * @param value the event as {@link EventCodec#encode(Event)} wrote it
     * @param source URI reference of the service that emits it, for example {@code /pi-tuning/trainer}
     * @param time when it happened
     */
    public static Map<String, String> headers(Event event, byte[] value, String source, Instant time) {
        String type = type(event.getClass());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", SPEC_VERSION);
        headers.put("ce_id", id(type, value));
        headers.put(TYPE_HEADER, type);
        headers.put("ce_source", source);
        headers.put("ce_time", time.toString());
        event.subject().ifPresent(task -> headers.put("ce_subject", task));
        headers.put("content-type", "application/json");
        return headers;
    }

    /** The {@code type} attribute an incoming record carries, in its headers or in its structured-mode envelope. */
    static Optional<String> declaredType(JsonNode value, Map<String, String> headers) {
        if (isEnvelope(value)) {
            return Optional.of(value.path("type").asText()).filter(type -> !type.isEmpty());
        }
        return Optional.ofNullable(headers.get(TYPE_HEADER));
    }

    /** Whether the value is a structured-mode envelope; no event of ours has these two fields. */
    static boolean isEnvelope(JsonNode value) {
        return value.path("specversion").isTextual() && (value.has("data") || value.has("data_base64"));
    }

    /** The bytes of the event inside a structured-mode envelope. */
    static byte[] data(JsonNode envelope) throws IOException {
        if (envelope.has("data_base64")) {
            JsonNode base64 = envelope.get("data_base64");
            if (!base64.isTextual()) {
                throw new IOException("data_base64 is not a text");
            }
            return base64.binaryValue();
        }
        JsonNode data = envelope.get("data");
        // Data of another content type than JSON is written as a string.
        String text = data.isTextual() ? data.textValue() : data.toString();
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String id(String type, byte[] value) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(type.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(value), 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
