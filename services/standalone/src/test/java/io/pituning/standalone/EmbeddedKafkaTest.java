package io.pituning.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {
    private static final List<NewTopic> TOPICS = List.of(new NewTopic("kept", 1, (short) 1));

    @TempDir
    private Path folder;

    @Test
    void keepsTopicsAndRecordsBetweenStarts() throws Exception {
        try (var kafka = EmbeddedKafka.start(folder, 0)) {
            kafka.create(TOPICS);
            send(kafka, "before the restart");
        }

        try (var kafka = EmbeddedKafka.start(folder, 0)) {
            kafka.create(TOPICS);
            assertThat(firstValue(kafka)).isEqualTo("before the restart");
        }
    }

    @Test
    void saysWhichPortIsTaken() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            assertThatThrownBy(() -> EmbeddedKafka.start(folder, other.getLocalPort()))
                    .isInstanceOf(StandaloneException.class)
                    .hasMessageContaining(Integer.toString(other.getLocalPort()))
                    .extracting(e -> ((StandaloneException) e).code())
                    .isEqualTo("port-in-use");
        }
    }

    @Test
    void refusesASecondOnTheSameFolderAndLeavesTheFirstAlone() throws Exception {
        try (var first = EmbeddedKafka.start(folder, 0)) {
            first.create(TOPICS);

            assertRefusedAsInUse();

            send(first, "after the refusal");
            assertThat(firstValue(first)).isEqualTo("after the refusal");
        }

        try (var next = EmbeddedKafka.start(folder, 0)) {
            assertThat(firstValue(next)).isEqualTo("after the refusal");
        }
    }

    @Test
    void touchesNothingInAFolderThatIsInUse() throws Exception {
        EmbeddedKafka.start(folder, 0).close();
        Map<String, String> before = files();

        try (var other = FolderLock.take(folder)) {
            assertRefusedAsInUse();
        }

        assertThat(before).containsKey("__cluster_metadata-0/00000000000000000000.log");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void saysWhichFolderCannotBeMade() throws IOException {
        Path inAFile = Files.createFile(folder.resolve("file")).resolve("kafka");

        assertThatThrownBy(() -> EmbeddedKafka.start(inAFile, 0))
                .isInstanceOfSatisfying(
                        StandaloneException.class, e -> assertThat(e.code()).isEqualTo("folder-unusable"))
                .hasMessageStartingWith("The folder " + inAFile + " cannot be created or written");
    }

    private void assertRefusedAsInUse() {
        assertThatThrownBy(() -> EmbeddedKafka.start(folder, 0))
                .isInstanceOfSatisfying(
                        StandaloneException.class, e -> assertThat(e.code()).isEqualTo("home-in-use"))
                .hasMessageContaining(folder.toString());
    }

    /** {@return sizes and times of all files, by name} */
    private Map<String, String> files() throws IOException {
        var files = new TreeMap<String, String>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(
                        folder.relativize(file).toString(),
                        Files.size(file) + " bytes, " + Files.getLastModifiedTime(file));
            }
        }
        return files;
    }

    private static void send(EmbeddedKafka kafka, String value) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("kept", "key", value)).get();
        }
    }

    private static String firstValue(EmbeddedKafka kafka) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition("kept", 0)));
            return consumer.poll(Duration.ofSeconds(10)).iterator().next().value();
        }
    }
}
