package io.pituning.cli.street;

import io.pituning.schemas.EventCodec;
import io.pituning.schemas.Topic;
import io.pituning.schemas.event.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The Kafka cluster the street runs on, as a user of it sees it. */
public final class Broker {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String bootstrapServers;
    private final EventCodec codec = new EventCodec();

    public Broker(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** {@return host and port, as given} */
    public String address() {
        return bootstrapServers;
    }

    /**
     * {@return the names of its topics}
     *
     * @throws UserException {@code kafka-unreachable}
     */
    public Set<String> topics() {
        int patience = Math.toIntExact(PATIENCE.toMillis());
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                patience,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                patience))) {
            return admin.listTopics().names().get(PATIENCE.toMillis() + 1_000, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(e);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw unreachable(e);
        }
    }

    /**
     * Publishes records and returns when the broker has them.
     *
     * @param records key to value, in this order
     * @throws UserException {@code kafka-unreachable} or {@code topics-missing}
     */
    public void publish(Topic topic, Map<String, byte[]> records) {
        requireTopics(Set.of(topic));
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                PATIENCE.toMillis());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            records.forEach(
                    (key, value) -> sent.add(producer.send(new ProducerRecord<>(topic.topicName(), key, value))));
            for (Future<RecordMetadata> record : sent) {
                record.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(e);
        } catch (ExecutionException | KafkaException e) {
            throw unreachable(e);
        }
    }

    /**
     * {@return a reader that stands at the beginning of these topics}
     *
     * @throws UserException {@code kafka-unreachable} or {@code topics-missing}
     */
    public TopicReader read(Collection<Topic> topics) {
        requireTopics(topics);
        return new TopicReader(bootstrapServers, topics, codec);
    }

    /** {@return the newest event of every task on the topic that carries them, without retired tasks, oldest first} */
    public <E extends Event> Map<String, E> newest(Class<E> type) {
        Map<String, E> newest = new LinkedHashMap<>();
        try (TopicReader reader = read(Set.of(Topic.of(type)))) {
            reader.toEnd(arrival -> arrival.key().ifPresent(key -> {
                newest.remove(key);
                arrival.as(type).ifPresent(event -> newest.put(key, event));
            }));
        }
        return newest;
    }

    /** {@return every event on the topic that carries them, in the order of their time} */
    public <E extends Event> List<E> all(Class<E> type) {
        List<E> all = new ArrayList<>();
        try (TopicReader reader = read(Set.of(Topic.of(type)))) {
            reader.toEnd(arrival -> arrival.as(type).ifPresent(all::add));
        }
        return all;
    }

    private void requireTopics(Collection<Topic> topics) {
        Set<String> there = topics();
        List<String> missing = topics.stream()
                .map(Topic::topicName)
                .filter(name -> !there.contains(name))
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            throw new UserException(
                    "topics-missing",
                    "The Kafka at " + bootstrapServers + " has no topic " + String.join(", ", missing) + ".",
                    "Start the system with ./pi up, or create the topics of infra/topics.yaml.");
        }
    }

    private UserException unreachable(Exception cause) {
        return new UserException(
                "kafka-unreachable",
                "No Kafka answers at " + bootstrapServers + ".",
                "Start the system with ./pi up, or say where it is with --bootstrap-server HOST:PORT.",
                cause);
    }
}
