package io.pituning.cli;

import io.pituning.cli.street.Broker;
import picocli.CommandLine.Option;

/** Says where Kafka is. */
final class KafkaOption {
    @Option(
            names = "--bootstrap-server",
            paramLabel = "HOST:PORT",
            defaultValue = "${env:PI_BOOTSTRAP_SERVER:-localhost:9092}",
            description = "Where Kafka is (default: ${DEFAULT-VALUE}; environment: PI_BOOTSTRAP_SERVER).")
    private String bootstrapServer;

    Broker broker() {
        return new Broker(bootstrapServer);
    }
}
