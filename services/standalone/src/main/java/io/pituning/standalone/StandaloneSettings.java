package io.pituning.standalone;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a person may choose about the standalone system.
 *
 * @param home folder for what it keeps: the broker's records, stream state, the log file and, unless a property says otherwise, artifacts
 * @param kafkaPort port of the embedded broker on localhost; 0 takes a free one
 * @param httpPort port of the services' HTTP endpoints on localhost; 0 takes a free one
 * @param dataRoots folders that {@code file:} data sets may come from
 * @param properties further configuration of the services, stronger than everything else
 */
public record StandaloneSettings(
        Path home, int kafkaPort, int httpPort, List<Path> dataRoots, Map<String, String> properties) {

    /** Kafka's usual port. */
    public static final int DEFAULT_KAFKA_PORT = 9092;

    /** The services' usual HTTP port. */
    public static final int DEFAULT_HTTP_PORT = 8080;

    private static final String CONNECTOR = "mp.messaging.connector.smallrye-kafka.";
    private static final String PLAINTEXT = "PLAINTEXT";

    public StandaloneSettings {
        home = home.toAbsolutePath().normalize();
        dataRoots = List.copyOf(dataRoots);
        properties = Map.copyOf(properties);
    }

    /** {@return the usual ports, and {@code ~/.pi-tuning} as home} */
    public static StandaloneSettings defaults() {
        return new StandaloneSettings(
                Path.of(System.getProperty("user.home"), ".pi-tuning"),
                DEFAULT_KAFKA_PORT,
                DEFAULT_HTTP_PORT,
                List.of(),
                Map.of());
    }

    public StandaloneSettings withHome(Path folder) {
        return new StandaloneSettings(folder, kafkaPort, httpPort, dataRoots, properties);
    }

    public StandaloneSettings withKafkaPort(int port) {
        return new StandaloneSettings(home, port, httpPort, dataRoots, properties);
    }

    public StandaloneSettings withHttpPort(int port) {
        return new StandaloneSettings(home, kafkaPort, port, dataRoots, properties);
    }

    public StandaloneSettings withDataRoots(List<Path> roots) {
        return new StandaloneSettings(home, kafkaPort, httpPort, roots, properties);
    }

    public StandaloneSettings withProperty(String name, String value) {
        var more = new HashMap<>(properties);
        more.put(name, value);
        return new StandaloneSettings(home, kafkaPort, httpPort, dataRoots, more);
    }

    Path kafkaFolder() {
        return home.resolve("kafka");
    }

    /** {@return the services' configuration for this broker and HTTP port} */
    Map<String, String> configuration(String bootstrapServers, int port) {
        var all = new HashMap<String, String>();
        putBroker(all, bootstrapServers);
        all.put("quarkus.http.host", "localhost");
        all.put("quarkus.http.port", Integer.toString(port));
        all.put("quarkus.log.file.path", home.resolve("pi-tuning.log").toString());
        all.put("pi.artifacts.root", home.resolve("artifacts").toString());
        all.put("pi.artifacts.cache", home.resolve("cache").toString());
        if (!dataRoots.isEmpty()) {
            all.put(
                    "pi.data.roots",
                    dataRoots.stream()
                            .map(root -> root.toAbsolutePath().normalize().toString())
                            .map(root -> root.replace("\\", "\\\\").replace(",", "\\,"))
                            .collect(Collectors.joining(",")));
        }

        // A new start takes over the dead one's place at once instead of waiting for its session to end. Static
        // member ids must be unique in a group; here each group has one member.
        all.put(CONNECTOR + "group.instance.id", "standalone");
        all.put(CONNECTOR + "session.timeout.ms", "10000");
        all.put("pi.instance", "standalone");
        all.put("kafka-streams.state.dir", home.resolve("streams").toString());
        all.put("kafka-streams.main.consumer.group.instance.id", "standalone");
        all.put("kafka-streams.main.consumer.session.timeout.ms", "10000");
        all.put("kafka-streams.producer.transaction.timeout.ms", "5000");

        all.putAll(properties);
        return all;
    }

    /**
     * For channels and stream each by itself: of what begins with {@code kafka}, Quarkus may prefer the environment to a property, and
     * {@code KAFKA_BOOTSTRAP_SERVERS} or {@code KAFKA_SECURITY_PROTOCOL} there are for another cluster.
     */
    private static void putBroker(Map<String, String> all, String bootstrapServers) {
        all.put("kafka.bootstrap.servers", bootstrapServers);
        all.put(CONNECTOR + "bootstrap.servers", bootstrapServers);
        all.put(CONNECTOR + "security.protocol", PLAINTEXT);
        all.put("quarkus.kafka-streams.bootstrap-servers", bootstrapServers);
        all.put("quarkus.kafka-streams.security.protocol", PLAINTEXT);
    }
}
