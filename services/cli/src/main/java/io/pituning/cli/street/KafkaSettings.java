package io.pituning.cli.street;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * How to reach a Kafka cluster: the settings of Kafka's own clients ({@code security.protocol}, {@code sasl.jaas.config}, …), the same as for
 * the services.
 */
public final class KafkaSettings {
    private static final String VARIABLE = "KAFKA_";
    private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";

    private final Map<String, String> settings;

    private KafkaSettings(Map<String, String> settings) {
        this.settings = Map.copyOf(settings);
    }

    /** A cluster that wants to know nothing of its clients. */
    public static KafkaSettings of(String bootstrapServers) {
        return new KafkaSettings(Map.of(BOOTSTRAP_SERVERS, bootstrapServers));
    }

    /**
     * Settings from where the services take them too, and from a file as Kafka's own tools read it; the file is stronger.
     *
     * @param environment its variables {@code KAFKA_…}, for example {@code KAFKA_SASL_MECHANISM}
     * @param file a properties file, for example {@code sasl.mechanism=SCRAM-SHA-512}
     * @param bootstrapServers stronger than both
     * @throws UserException {@code file-unreadable}
     */
    public static KafkaSettings of(
            Map<String, String> environment, Optional<Path> file, Optional<String> bootstrapServers) {
        Map<String, String> settings = new HashMap<>();
        environment.forEach((name, value) -> {
            if (name.startsWith(VARIABLE)) {
                settings.put(
                        name.substring(VARIABLE.length())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '.'),
                        value);
            }
        });
        file.ifPresent(path -> settings.putAll(read(path)));
        bootstrapServers.ifPresent(servers -> settings.put(BOOTSTRAP_SERVERS, servers));
        settings.putIfAbsent(BOOTSTRAP_SERVERS, "localhost:9092");
        return new KafkaSettings(settings);
    }

    private static Map<String, String> read(Path file) {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new UserException(
                    "file-unreadable",
                    "The file " + file + " with Kafka's settings cannot be read.",
                    "Give the name of a readable properties file.",
                    e);
        }
        Map<String, String> settings = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        return settings;
    }

    /** {@return host and port, as given} */
    public String bootstrapServers() {
        return settings.get(BOOTSTRAP_SERVERS);
    }

    /** {@return the settings of a client with some of its own} */
    Map<String, Object> with(Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(settings);
        all.putAll(more);
        return all;
    }
}
