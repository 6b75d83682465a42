package io.pituning.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.pituning.schemas.event.Event;
import io.pituning.schemas.event.ExpertShape;
import io.pituning.schemas.event.ExpertSpec;
import io.pituning.schemas.event.InterpolationSpec;
import io.pituning.schemas.event.TaskRegistered;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Record, JSON Schema, AsyncAPI document and README say the same: a field added in one place only fails here. */
class ContractAgreementTest {
    private static final Path SCHEMAS = Path.of("src/main/resources/io/pituning/schemas");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> JSON_TYPES = Map.of(
            "int", "integer", "long", "integer", "Integer", "integer", "Long", "integer", "double", "number", "Double",
            "number", "Float", "number", "String", "string", "boolean", "boolean");

    @ParameterizedTest
    @EnumSource(Topic.class)
    void recordAndSchemaHaveTheSameFieldsAllTheWayDown(Topic topic) throws IOException {
        Schema schema = Schema.of(EventSchemas.fileName(topic.event()));
        boolean filledIn = topic.event().equals(TaskRegistered.class);

        assertThat(differences(topic.event(), schema, topic.event().getSimpleName(), filledIn))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void thereIsASampleOfEveryEventWithEveryFieldPresentInOneOfThem(Topic topic) throws IOException {
        EventCodec codec = new EventCodec();
        List<String> seen = new ArrayList<>();
        for (Event event : Samples.events().filter(topic.event()::isInstance).toList()) {
            JSON.readTree(codec.encode(event)).fieldNames().forEachRemaining(seen::add);
        }

        assertThat(seen).contains(components(topic.event()));
    }

    @Test
    void theSchemasDefaultsAreTheRecordsDefaults() throws IOException {
        JsonNode filledIn = JSON.readTree(new EventCodec().encode(TaskRegistered.of("trec", "builtin:x")));
        Map<String, JsonNode> inSchema = new HashMap<>();
        collectDefaults(Schema.of("task-registered.schema.json"), "", inSchema);

        assertThat(inSchema)
                .containsOnlyKeys(
                        "/seed",
                        "/expert/method",
                        "/training/epochs",
                        "/training/batchSize",
                        "/interpolation/neighbors",
                        "/interpolation/alpha",
                        "/interpolation/start",
                        "/interpolation/train",
                        "/interpolation/compress",
                        "/foundation");
        inSchema.forEach(
                (place, value) -> assertThat(filledIn.at(place)).as(place).isEqualTo(value));
    }

    @Test
    void theReadmesDefaultsAreTheRecordsDefaults() throws IOException {
        JsonNode filledIn = JSON.readTree(new EventCodec().encode(TaskRegistered.of("trec", "builtin:x")));
        Map<String, String> rows = rows("^\\| `(\\S+)` \\|.*\\| (\\S*) ?\\|$");

        for (String field : List.of(
                "seed",
                "expert.method",
                "expert.rank",
                "training.epochs",
                "training.batchSize",
                "interpolation.neighbors",
                "interpolation.alpha",
                "interpolation.start",
                "interpolation.train",
                "interpolation.compress",
                "foundation")) {
            assertThat(rows.get(field))
                    .as(field)
                    .isEqualTo(filledIn.at("/" + field.replace('.', '/')).asText());
        }
        assertThat(rows)
                .containsEntry("expert.dimension", Integer.toString(ExpertSpec.DEFAULT_DIMENSION))
                .containsEntry("expert.length", Integer.toString(ExpertSpec.DEFAULT_LENGTH));
    }

    @Test
    void theSchemasDefaultsOfAnExpertsSizeAreTheRecordsDefaults() throws IOException {
        Map<String, Integer> sizes = Map.of(
                "rank", ExpertSpec.DEFAULT_RANK,
                "dimension", ExpertSpec.DEFAULT_DIMENSION,
                "length", ExpertSpec.DEFAULT_LENGTH);
        Map<String, Schema> inSchema = Schema.of("task-registered.schema.json")
                .properties()
                .get("expert")
                .properties();

        for (Map.Entry<String, Integer> size : sizes.entrySet()) {
            assertThat(inSchema.get(size.getKey()).text("description")).endsWith("default is " + size.getValue());
        }
    }

    @Test
    void schemaAndReadmeNameTheSameMethods() throws IOException {
        List<String> inSchema = Schema.of("task-registered.schema.json")
                .properties()
                .get("expert")
                .properties()
                .get("method")
                .texts("examples");

        assertThat(inSchema)
                .containsExactly(
                        ExpertSpec.LORA, ExpertSpec.ADAPTER, ExpertSpec.PROMPT, ExpertSpec.BITFIT, ExpertSpec.FULL);
        assertThat(rows("^\\| `([a-z]+)` \\| (a change|a bottleneck|low-rank|keys).*\\|$"))
                .containsOnlyKeys(inSchema);
    }

    @Test
    void thereIsASampleWithEveryFieldOfAnExpertAndOfAnInterpolation() throws IOException {
        EventCodec codec = new EventCodec();
        Map<String, List<String>> seen = new HashMap<>();
        for (Event event : Samples.events().toList()) {
            JsonNode tree = JSON.readTree(codec.encode(event));
            String expert = event instanceof TaskRegistered ? "spec" : "shape";
            seen.computeIfAbsent(expert, key -> new ArrayList<>()).addAll(fieldNames(tree.path("expert")));
            seen.computeIfAbsent("interpolation", key -> new ArrayList<>())
                    .addAll(fieldNames(tree.path("interpolation")));
        }

        assertThat(seen.get("spec")).contains(components(ExpertSpec.class));
        assertThat(seen.get("shape")).contains(components(ExpertShape.class));
        assertThat(seen.get("interpolation")).contains(components(InterpolationSpec.class));
    }

    @Test
    void theReadmesCatalogueIsTheCatalogue() throws IOException {
        Map<String, String> rows = rows("^\\| `([a-z-]+)` \\|.*\\| (yes|no) \\|$");

        assertThat(rows)
                .isEqualTo(Arrays.stream(FailureCode.values())
                        .collect(Collectors.toMap(FailureCode::code, code -> code.retryable() ? "yes" : "no")));
    }

    @Test
    void everyTopicIsAChannelWithItsMessageAndShape() throws IOException {
        JsonNode document = asyncApi();
        List<JsonNode> channels = elements(document.get("channels"));

        assertThat(channels)
                .extracting(channel -> channel.get("address").textValue())
                .containsExactlyInAnyOrder(
                        Arrays.stream(Topic.values()).map(Topic::topicName).toArray(String[]::new));
        for (JsonNode channel : channels) {
            Topic topic = Topic.named(channel.get("address").textValue()).orElseThrow();
            JsonNode kafka = channel.at("/bindings/kafka");
            Map<String, String> config = new HashMap<>();
            kafka.get("topicConfiguration")
                    .properties()
                    .forEach(entry -> config.put(
                            entry.getKey(),
                            entry.getValue().isArray()
                                    ? entry.getValue().get(0).asText()
                                    : entry.getValue().asText()));
            assertThat(fieldNames(channel.get("messages")))
                    .containsExactly(topic.event().getSimpleName());
            assertThat(kafka.get("topic").textValue()).isEqualTo(topic.topicName());
            assertThat(kafka.get("partitions").intValue()).isEqualTo(topic.partitions());
            assertThat(config).isEqualTo(topic.config());
        }
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void everyMessageHasItsTypeAndItsSchema(Topic topic) throws IOException {
        JsonNode message = asyncApi().at("/components/messages/" + topic.event().getSimpleName());
        Path schema = Path.of(message.at("/payload/schema/$ref").asText());

        assertThat(message.path("name").textValue()).isEqualTo(CloudEvents.type(topic.event()));
        assertThat(schema).exists().hasFileName(EventSchemas.fileName(topic.event()));
        assertThat(JSON.readTree(schema.toFile()).get("title").textValue())
                .isEqualTo(topic.event().getSimpleName());
    }

    @Test
    void everyReferenceInsideTheAsyncApiDocumentLeadsSomewhere() throws IOException {
        JsonNode document = asyncApi();

        assertThat(document.findValuesAsText("$ref")).isNotEmpty().allSatisfy(reference -> assertThat(
                        reference.startsWith("#")
                                ? !document.at(reference.substring(1)).isMissingNode()
                                : Files.exists(Path.of(reference)))
                .isTrue());
    }

    @Test
    void noSchemaFileIsLeftOver() throws IOException {
        try (Stream<Path> files = Files.list(SCHEMAS)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                    Stream.of("common.schema.json"),
                                    Arrays.stream(Topic.values()).map(topic -> EventSchemas.fileName(topic.event())))
                            .toList());
        }
    }

    private static String[] components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toArray(String[]::new);
    }

    private static List<String> differences(Class<?> type, Schema schema, String place, boolean filledIn)
            throws IOException {
        List<String> found = new ArrayList<>();
        Map<String, Schema> properties = schema.properties();
        List<String> required = schema.required();
        List<String> components = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
        properties.keySet().stream()
                .filter(name -> !components.contains(name))
                .forEach(name -> found.add(place + "." + name + " is not in the record"));
        for (RecordComponent component : type.getRecordComponents()) {
            String where = place + "." + component.getName();
            if (!properties.containsKey(component.getName())) {
                found.add(where + " is not in the schema");
                continue;
            }
            boolean optional = component.getType().equals(Optional.class);
            // A registration is written by people: what it leaves out is filled in.
            boolean request =
                    filledIn || component.getDeclaringRecord().getSimpleName().endsWith("Spec");
            if (!request && !type.equals(TaskRegistered.class) && optional == required.contains(component.getName())) {
                found.add(where + (optional ? " is required" : " is not required"));
            }
            found.addAll(
                    typeDifferences(component.getGenericType(), properties.get(component.getName()), where, filledIn));
        }
        return found;
    }

    private static List<String> typeDifferences(Type type, Schema schema, String place, boolean filledIn)
            throws IOException {
        if (type instanceof ParameterizedType generic) {
            Type argument = generic.getActualTypeArguments()[0];
            if (generic.getRawType().equals(Optional.class)) {
                return typeDifferences(argument, schema, place, filledIn);
            }
            assertThat(schema.text("type")).as(place).isEqualTo("array");
            return typeDifferences(argument, schema.child("items"), place + "[]", filledIn);
        }
        Class<?> simple = (Class<?>) type;
        if (simple.isRecord()) {
            return differences(simple, schema, place, filledIn);
        }
        if (simple.isEnum()) {
            List<String> names = new ArrayList<>();
            for (Object constant : simple.getEnumConstants()) {
                names.add(JSON.convertValue(constant, String.class));
            }
            return names.equals(schema.texts("enum")) ? List.of() : List.of(place + " has other values: " + names);
        }
        String expected = JSON_TYPES.get(simple.getSimpleName());
        return schema.text("type").equals(expected)
                ? List.of()
                : List.of(place + " is " + schema.text("type") + " in the schema, " + simple + " in the record");
    }

    private static void collectDefaults(Schema schema, String place, Map<String, JsonNode> found) throws IOException {
        schema.defaultValue().ifPresent(value -> found.put(place, value));
        for (Map.Entry<String, Schema> property : schema.properties().entrySet()) {
            collectDefaults(property.getValue(), place + "/" + property.getKey(), found);
        }
    }

    private static Map<String, String> rows(String pattern) throws IOException {
        Pattern row = Pattern.compile(pattern);
        Map<String, String> rows = new HashMap<>();
        for (String line : Files.readAllLines(Path.of("README.md"))) {
            var matcher = row.matcher(line);
            if (matcher.find()) {
                rows.put(matcher.group(1), matcher.group(2).replace("`", ""));
            }
        }
        return rows;
    }

    private static JsonNode asyncApi() throws JsonProcessingException, IOException {
        return new YAMLMapper().readTree(Path.of("asyncapi.yaml").toFile());
    }

    private static List<JsonNode> elements(JsonNode object) {
        return StreamSupport.stream(object.spliterator(), false).toList();
    }

    private static List<String> fieldNames(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** A schema node together with the file it stands in, references followed. */
    private record Schema(JsonNode root, JsonNode node) {
        static Schema of(String file) throws IOException {
            JsonNode root = JSON.readTree(SCHEMAS.resolve(file).toFile());
            return new Schema(root, root);
        }

        Optional<Schema> referenced() throws IOException {
            if (!node.has("$ref")) {
                return Optional.empty();
            }
            String[] parts = node.get("$ref").textValue().split("#", 2);
            JsonNode target = parts[0].isEmpty() ? root : of(parts[0]).root;
            return Optional.of(new Schema(target, target.at(parts[1])));
        }

        Map<String, Schema> properties() throws IOException {
            Map<String, Schema> properties = new HashMap<>();
            node.path("properties")
                    .properties()
                    .forEach(entry -> properties.put(entry.getKey(), new Schema(root, entry.getValue())));
            if (referenced().isPresent()) {
                referenced().get().properties().forEach(properties::putIfAbsent);
            }
            return properties;
        }

        List<String> required() throws IOException {
            return node.has("$ref") && !node.has("required")
                    ? referenced().orElseThrow().required()
                    : texts("required");
        }

        Schema child(String name) {
            return new Schema(root, node.get(name));
        }

        String text(String name) throws IOException {
            return node.has("$ref")
                    ? referenced().orElseThrow().text(name)
                    : node.path(name).asText();
        }

        List<String> texts(String name) throws IOException {
            return node.has("$ref")
                    ? referenced().orElseThrow().texts(name)
                    : elements(node.path(name)).stream().map(JsonNode::asText).toList();
        }

        Optional<JsonNode> defaultValue() throws IOException {
            return node.has("$ref")
                    ? referenced().orElseThrow().defaultValue()
                    : Optional.ofNullable(node.get("default"));
        }
    }
}
