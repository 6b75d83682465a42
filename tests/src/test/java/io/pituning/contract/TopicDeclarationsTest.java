package io.pituning.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.pituning.standalone.KafkaTopics;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** Every place that creates topics creates the contract's. */
class TopicDeclarationsTest {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Path ROOT = Path.of("..");

    @Test
    void theKubernetesResourcesDeclareTheContractsTopics() throws IOException {
        List<DeclaredTopic> declared = topicResources().stream()
                .map(TopicDeclarationsTest::fromResource)
                .toList();

        assertThat(declared).containsExactlyElementsOf(DeclaredTopic.contract().toList());
    }

    @Test
    void everyKubernetesResourceSurvivesTheLossOfABroker() throws IOException {
        assertThat(topicResources()).allSatisfy(resource -> {
            assertThat(resource.get("apiVersion").textValue()).isEqualTo("kafka.strimzi.io/v1");
            assertThat(resource.at("/metadata/labels").has("strimzi.io/cluster"))
                    .isTrue();
            assertThat(resource.at("/spec/replicas").intValue())
                    .isGreaterThan(
                            resource.at("/spec/config/min.insync.replicas").intValue());
        });
    }

    @Test
    void composeCreatesTheContractsTopics() throws IOException {
        JsonNode command = compose().at("/services/topics/command");

        assertThat(StreamSupport.stream(command.spliterator(), false)
                        .map(JsonNode::textValue)
                        .map(DeclaredTopic::parse))
                .containsExactlyElementsOf(DeclaredTopic.contract().toList());
    }

    @Test
    void composeStartsEveryServiceAfterTheTopicsExist() throws IOException {
        for (String service : List.of("trainer", "embedder", "graph", "interpolator", "worker")) {
            JsonNode container = compose().at("/services/" + service);
            assertThat(container.at("/build/args/SERVICE").textValue()).isEqualTo(service);
            assertThat(container.at("/depends_on/topics/condition").textValue())
                    .isEqualTo("service_completed_successfully");
        }
    }

    @Test
    void theStandaloneBrokerCreatesTheContractsTopics() {
        assertThat(KafkaTopics.all())
                .extracting(topic -> new DeclaredTopic(topic.name(), topic.numPartitions(), topic.configs()))
                .containsExactlyElementsOf(DeclaredTopic.contract().toList());
    }

    /** Its failures leave with its output's producer, in the same transactions. */
    @ParameterizedTest
    @ValueSource(strings = {"trainer", "embedder", "interpolator"})
    void aServiceReadsAndWritesWhatTheAsyncApiDocumentSays(String service) throws IOException {
        Properties config = config(service);
        JsonNode asyncApi = asyncApi();

        assertThat(topics(config, "incoming")).containsExactly(address(asyncApi, service + "Reads"));
        assertThat(topics(config, "outgoing"))
                .containsExactlyInAnyOrder(
                        address(asyncApi, service + "Writes"), address(asyncApi, "longStepsReportProgress"));
    }

    @Test
    void theWorkerReadsAndWritesWhatTheAsyncApiDocumentSays() throws IOException {
        Properties config = config("worker");
        JsonNode asyncApi = asyncApi();

        assertThat(topics(config, "incoming")).containsExactly(address(asyncApi, "workerReads"));
        assertThat(topics(config, "outgoing"))
                .containsExactlyInAnyOrder(
                        address(asyncApi, "workerWrites"), address(asyncApi, "everyServiceReportsFailures"));
    }

    @Test
    void theGraphWaitsForTheTopicsThatTheAsyncApiDocumentSaysItUses() throws IOException {
        JsonNode asyncApi = asyncApi();

        assertThat(config("graph").getProperty("quarkus.kafka-streams.topics").split(","))
                .contains(
                        address(asyncApi, "graphReads"),
                        address(asyncApi, "graphWrites"),
                        address(asyncApi, "everyServiceReportsFailures"))
                .isSubsetOf(DeclaredTopic.contract().map(DeclaredTopic::name).toList());
    }

    private static Properties config(String service) throws IOException {
        Properties config = new Properties();
        try (Reader reader = Files.newBufferedReader(
                ROOT.resolve("services/" + service + "/src/main/resources/META-INF/microprofile-config.properties"))) {
            config.load(reader);
        }
        return config;
    }

    private static JsonNode asyncApi() throws IOException {
        return YAML.readTree(ROOT.resolve("schemas/asyncapi.yaml").toFile());
    }

    private static List<String> topics(Properties config, String direction) {
        return config.stringPropertyNames().stream()
                .filter(key -> key.matches("mp\\.messaging\\." + direction + "\\.[^.]+\\.topic"))
                .map(config::getProperty)
                .toList();
    }

    private static String address(JsonNode asyncApi, String operation) {
        String channel =
                asyncApi.at("/operations/" + operation + "/channel/$ref").textValue();
        return asyncApi.at(channel.substring(1) + "/address").textValue();
    }

    private static List<JsonNode> topicResources() throws IOException {
        List<JsonNode> resources = new ArrayList<>();
        try (MappingIterator<JsonNode> documents = YAML.readerFor(JsonNode.class)
                .readValues(ROOT.resolve("infra/topics.yaml").toFile())) {
            documents.forEachRemaining(resources::add);
        }
        assertThat(resources).isNotEmpty().allSatisfy(resource -> assertThat(
                        resource.get("kind").textValue())
                .isEqualTo("KafkaTopic"));
        return resources;
    }

    private static DeclaredTopic fromResource(JsonNode resource) {
        Map<String, String> config = new TreeMap<>();
        resource.at("/spec/config")
                .properties()
                .forEach(setting ->
                        config.put(setting.getKey(), setting.getValue().asText()));
        // How many replicas must have a record is the cluster's business, not the contract's.
        config.remove("min.insync.replicas");
        return new DeclaredTopic(
                resource.at("/metadata/name").textValue(),
                resource.at("/spec/partitions").intValue(),
                config);
    }

    private static JsonNode compose() throws IOException {
        // SnakeYAML itself follows anchors and merges, which Jackson's tree leaves as they are.
        return YAML.valueToTree(new Yaml().<Object>load(Files.readString(ROOT.resolve("docker/compose.yaml"))));
    }
}
