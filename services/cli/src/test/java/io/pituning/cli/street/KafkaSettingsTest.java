package io.pituning.cli.street;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaSettingsTest {
    @TempDir
    private Path folder;

    @Test
    void theEnvironmentIsReadAsTheServicesReadIt() {
        var settings = KafkaSettings.of(
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS",
                        "kafka:9093",
                        "KAFKA_SASL_MECHANISM",
                        "SCRAM-SHA-512",
                        "HOME",
                        "/root"),
                Optional.empty(),
                Optional.empty());

        assertThat(settings.bootstrapServers()).isEqualTo("kafka:9093");
        assertThat(settings.with(Map.of()))
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                .hasSize(2);
    }

    @Test
    void theFileIsStrongerThanTheEnvironmentAndTheOptionThanBoth() throws IOException {
        Path file = Files.writeString(
                folder.resolve("client.properties"), "bootstrap.servers=file:1\nsecurity.protocol=SASL_SSL\n");
        Map<String, String> environment =
                Map.of("KAFKA_BOOTSTRAP_SERVERS", "environment:1", "KAFKA_SECURITY_PROTOCOL", "SSL");

        var fromFile = KafkaSettings.of(environment, Optional.of(file), Optional.empty());
        var fromOption = KafkaSettings.of(environment, Optional.of(file), Optional.of("option:1"));

        assertThat(fromFile.bootstrapServers()).isEqualTo("file:1");
        assertThat(fromFile.with(Map.of())).containsEntry("security.protocol", "SASL_SSL");
        assertThat(fromOption.bootstrapServers()).isEqualTo("option:1");
    }

    @Test
    void whoSaysNothingMeansThisMachine() {
        assertThat(KafkaSettings.of(Map.of(), Optional.empty(), Optional.empty())
                        .bootstrapServers())
                .isEqualTo("localhost:9092");
    }

    @Test
    void aFileThatIsNotThereIsTold() {
        assertThatThrownBy(() -> KafkaSettings.of(Map.of(), Optional.of(folder.resolve("none")), Optional.empty()))
                .isInstanceOfSatisfying(
                        UserException.class, e -> assertThat(e.code()).isEqualTo("file-unreadable"));
    }
}
