package io.pituning.schemas;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.pituning.schemas.event.Event;
import io.pituning.schemas.event.TaskRegistered;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Events to bytes and back: the only place where JSON is written or read.
 *
 * <p>Reading accepts plain JSON, CloudEvents in binary mode (attributes in the headers) and in structured mode (an envelope). What is read
 * is checked against the event's JSON Schema first. Fields this version does not know are skipped, so that an older service reads a newer
 * one's events; only in a task registration, which people write, they are refused, so that a mistyped field is told and not ignored.
 *
 * <p>A tombstone (a record without a value) is no event: look for it before decoding. Thread-safe; make one per process.
 */
public final class EventCodec {
    private static final String WRITE_JSON = "Publish one JSON object as the record's value, on one line.";
    private static final String SEE_SCHEMA = "Compare the record with the schema for %s in schemas/.";

    private final JsonMapper mapper = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
            .build();

    private final EventSchemas schemas = new EventSchemas();

    /** The event as one line of JSON in UTF-8; empty optional fields are left out. */
    public byte[] encode(Event event) {
        try {
            return mapper.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("every event can be written as JSON", e);
        }
    }

    /**
     * Reads an event from a record without headers.
     *
     * @throws ContractException when the record does not keep the contract
     */
    public <E extends Event> E decode(Class<E> type, byte[] value) {
        return decode(type, value, Map.of());
    }

    /**
     * Reads an event from a record.
     *
     * @param type the event the record's topic carries
     * @param value the record's value
     * @param headers the record's headers as text; only {@code ce_type} is looked at
     * @throws ContractException when the record does not keep the contract
     */
    public <E extends Event> E decode(Class<E> type, byte[] value, Map<String, String> headers) {
        JsonNode tree = parse(value);
        Optional<String> declared = CloudEvents.declaredType(tree, headers);
        if (CloudEvents.isEnvelope(tree)) {
            tree = unwrap(tree);
        }
        declared.ifPresent(name -> requireType(type, name));
        schemas.validate(type, tree);
        try {
            return mapper.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw new ContractException(
                    FailureCode.SCHEMA_VIOLATION,
                    "The record is not a valid " + type.getSimpleName() + ": " + JsonMistake.of(e) + ".",
                    SEE_SCHEMA.formatted(type.getSimpleName()),
                    e);
        }
    }

    /**
     * Checks that a record's key is the name of the event's task: everything after relies on it.
     *
     * @throws ContractException ({@code key-mismatch}) when it is not
     */
    public static void requireKey(Event event, Optional<String> key) {
        if (!key.equals(event.subject())) {
            String task = event.subject().orElse("");
            throw new ContractException(
                    FailureCode.KEY_MISMATCH,
                    key.map(text -> "The record's key is '" + text + "', but its task is '" + task + "'.")
                            .orElse("The record has no key; its task is '" + task + "'."),
                    "Publish the record again with the task's name as the key.");
        }
    }

    /**
     * Checks that a tombstone's key can be a task's name: passed on, any other would retire nobody, and a very long one nobody takes.
     *
     * @throws ContractException ({@code key-mismatch}) when it cannot
     */
    public static void requireTombstoneKey(String key) {
        if (!TaskRegistered.NAME.matcher(key).matches()) {
            throw new ContractException(
                    FailureCode.KEY_MISMATCH,
                    "The tombstone's key '" + key + "' is not a valid task name.",
                    "Publish the tombstone again with the task's name as the key.");
        }
    }

    private JsonNode parse(byte[] value) {
        JsonNode tree;
        try {
            tree = mapper.readTree(value);
        } catch (JsonProcessingException e) {
            throw new ContractException(
                    FailureCode.RECORD_UNPARSABLE,
                    "The record is not JSON: " + JsonMistake.of(e) + position(e) + ".",
                    WRITE_JSON,
                    e);
        } catch (IOException e) {
            throw new ContractException(
                    FailureCode.RECORD_UNPARSABLE, "The record is not JSON: " + e.getMessage() + ".", WRITE_JSON, e);
        }
        if (tree.isMissingNode()) {
            throw new ContractException(FailureCode.RECORD_UNPARSABLE, "The record is empty.", WRITE_JSON);
        }
        return tree;
    }

    private JsonNode unwrap(JsonNode envelope) {
        try {
            return parse(CloudEvents.data(envelope));
        } catch (IOException e) {
            throw new ContractException(
                    FailureCode.RECORD_UNPARSABLE,
                    "The CloudEvents envelope's data_base64 is not Base64.",
                    "Put the event as JSON into the envelope's field 'data'.",
                    e);
        }
    }

    private static void requireType(Class<? extends Event> expected, String declared) {
        boolean ours = declared.startsWith("io.pituning.");
        if (ours && !declared.equals(CloudEvents.type(expected))) {
            throw new ContractException(
                    FailureCode.SCHEMA_VIOLATION,
                    "The record's CloudEvents type is " + declared + ", but its topic carries "
                            + CloudEvents.type(expected) + ".",
                    "Publish the event on the topic for its type.");
        }
    }

    private static String position(JsonProcessingException e) {
        return e.getLocation() == null ? "" : " (at byte " + e.getLocation().getByteOffset() + ")";
    }
}
