package io.pituning.harness;

import io.pituning.standalone.EmbeddedKafka;
import io.pituning.standalone.KafkaTopics;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/**
 * A broker of its own for services that run apart from it.
 *
 * @param clientSettings what a user, named as in {@code infra/users.yaml}, must tell the broker beyond its address
 */
record Broker(String bootstrapServers, AutoCloseable process, Function<String, Map<String, String>> clientSettings)
        implements AutoCloseable {
    private static final String IMAGE = "apache/kafka:4.1.1";

    /** Whether brokers can run in containers here. */
    static boolean containersWork() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    static Broker inContainer() {
        var container = new KafkaContainer(IMAGE);
        container.start();
        return new Broker(container.getBootstrapServers(), container, user -> Map.of()).withTopics();
    }

    static Broker embedded(Path folder) {
        EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0);
        return new Broker(kafka.bootstrapServers(), kafka, user -> Map.of()).withTopics();
    }

    private Broker withTopics() {
        try (Admin admin =
                Admin.create(Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            admin.createTopics(KafkaTopics.all()).all().get();
            return this;
        } catch (ExecutionException e) {
            close();
            throw new IllegalStateException("The topics could not be created", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while topics were created", e);
        }
    }

    @Override
    public void close() {
        try {
            process.close();
        } catch (Exception e) {
            throw new IllegalStateException("The broker did not stop", e);
        }
    }
}
