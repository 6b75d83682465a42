package io.pituning.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.pituning.schemas.event.Event;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The JSON Schemas of the events, and what they say about a record, in a person's words. */
final class EventSchemas {
    private static final String BASE = "https://pi-tuning.invalid/schemas/";
    private static final String COMMON = "common.schema.json";

    /** A field that fails also makes its siblings count as unevaluated: what fails by itself comes first, then the outermost. */
    private static final Comparator<ValidationMessage> MOST_TELLING_FIRST = Comparator.comparing(
                    Violation::isUnknownField)
            .thenComparing(message -> message.getInstanceLocation().toString())
            .thenComparing(ValidationMessage::getMessage);

    private final Map<Class<? extends Event>, JsonSchema> schemas = new HashMap<>();

    EventSchemas() {
        Map<String, String> texts = new HashMap<>();
        texts.put(BASE + COMMON, text(COMMON));
        for (Topic topic : Topic.values()) {
            texts.put(BASE + fileName(topic.event()), text(fileName(topic.event())));
        }
        // Given as texts, because the class loader of a service's threads does not always see this module's resources.
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012, builder -> builder.schemaLoaders(loaders -> loaders.schemas(texts)));
        SchemaValidatorsConfig config =
                SchemaValidatorsConfig.builder().locale(Locale.ENGLISH).build();
        for (Topic topic : Topic.values()) {
            JsonSchema schema = factory.getSchema(SchemaLocation.of(BASE + fileName(topic.event())), config);
            schema.initializeValidators();
            schemas.put(topic.event(), schema);
        }
    }

    /** File name of an event's schema, beside this class: {@code expert-trained.schema.json}. */
    static String fileName(Class<? extends Event> event) {
        return event.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT) + ".schema.json";
    }

    /** Throws a {@link ContractException} that names the first field that does not fit. */
    void validate(Class<? extends Event> event, JsonNode value) {
        schemas.get(event).validate(value).stream().min(MOST_TELLING_FIRST).ifPresent(message -> {
            throw new ContractException(
                    FailureCode.SCHEMA_VIOLATION,
                    Violation.sentence(event, message),
                    "Correct it and publish the record again; schemas/src/main/resources/io/pituning/schemas/"
                            + fileName(event) + " defines what each field may contain.");
        });
    }

    private static String text(String file) {
        try (InputStream in = EventSchemas.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("schema " + file + " is missing from the module");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
