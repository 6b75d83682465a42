package io.pituning.cli;

import io.pituning.cli.street.Broker;
import io.pituning.cli.street.KafkaSettings;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Says where Kafka is and how to reach it. */
final class KafkaOption {
    private static final String ADDRESS = "PI_BOOTSTRAP_SERVER";

    @Option(
            names = "--bootstrap-server",
            paramLabel = "HOST:PORT",
            description =
                    "Kafka's address (default: localhost:9092; environment: PI_BOOTSTRAP_SERVER or KAFKA_BOOTSTRAP_SERVERS).")
    private Optional<String> bootstrapServer = Optional.empty();

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description =
                    "File with properties of Kafka's clients, such as security.protocol and sasl.jaas.config (environment: KAFKA_SECURITY_PROTOCOL, …).")
    private Optional<Path> config = Optional.empty();

    Broker broker() {
        return new Broker(KafkaSettings.of(
                System.getenv(), config, bootstrapServer.or(() -> Optional.ofNullable(System.getenv(ADDRESS)))));
    }
}
