package io.pituning.cli;

import io.pituning.cli.street.BootstrapServers;
import io.pituning.cli.street.Broker;
import io.pituning.cli.street.KafkaSettings;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says where Kafka is and how to reach it. */
final class KafkaOption {
    private static final String ADDRESS = "PI_BOOTSTRAP_SERVER";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

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

    /** @throws ParameterException when no address is given, or one without a port */
    Broker broker() {
        KafkaSettings settings = KafkaSettings.of(
                System.getenv(), config, bootstrapServer.or(() -> Optional.ofNullable(System.getenv(ADDRESS))));
        try {
            BootstrapServers.of(settings.bootstrapServers());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Kafka's address (--bootstrap-server or PI_BOOTSTRAP_SERVER) must be like localhost:9092, but "
                            + e.getMessage() + ".",
                    e);
        }
        return new Broker(settings);
    }
}
