package io.pituning.cli.street;

import io.pituning.schemas.EventCodec;
import io.pituning.schemas.Topic;
import io.pituning.schemas.event.Event;
import io.pituning.workflow.Checksum;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The Kafka cluster the street runs on, as a user of it sees it. */
public final class Broker {
    private static final String TOPIC_PREFIX = "pi.";
    /** Of the topics in which the graph keeps its state. */
    private static final String GRAPH_PREFIX = "pi-graph-";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaSettings settings;
    private final EventCodec codec = new EventCodec();
    /** That something listens need be seen only once: whatever happens later, Kafka's own client is asked. */
    private volatile boolean listening;
    /** Topics that were there once are not asked for again. */
    private volatile Set<String> seen = Set.of();

    public Broker(KafkaSettings settings) {
        this.settings = settings;
    }

    /** {@return host and port, as given} */
    public String address() {
        return settings.bootstrapServers();
    }

    /**
     * {@return the names of its topics}
     *
     * @throws UserException {@code kafka-unreachable} or {@code kafka-refused}
     */
    public Set<String> topics() {
        return ask(admin -> answer(admin.listTopics().names()));
    }

    /**
     * {@return what the system's topics are like, as many of them as there are}
     *
     * @throws UserException {@code kafka-unreachable} or {@code kafka-refused}
     */
    public Map<Topic, TopicState> topicStates() {
        return ask(this::topicStates);
    }

    private Map<Topic, TopicState> topicStates(Admin admin) {
        Set<String> there = answer(admin.listTopics().names());
        List<String> ours = Arrays.stream(Topic.values())
                .map(Topic::topicName)
                .filter(there::contains)
                .toList();
        Map<String, TopicDescription> described =
                answer(admin.describeTopics(ours).allTopicNames());
        Map<String, String> cleanup = cleanupPolicies(admin, ours);
        Map<Topic, TopicState> states = new EnumMap<>(Topic.class);
        described.forEach((name, topic) -> states.put(
                Topic.named(name).orElseThrow(),
                new TopicState(topic.partitions().size(), Optional.ofNullable(cleanup.get(name)))));
        return states;
    }

    /** Nothing where this user may not see how topics are configured. */
    private Map<String, String> cleanupPolicies(Admin admin, List<String> topics) {
        List<ConfigResource> resources = topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        try {
            return answer(admin.describeConfigs(resources).all()).entrySet().stream()
                    .collect(Collectors.toMap(config -> config.getKey().name(), config -> config.getValue()
                            .get(TopicConfig.CLEANUP_POLICY_CONFIG)
                            .value()));
        } catch (UserException e) {
            if (KafkaFailure.isAuthorization(e.getCause())) {
                return Map.of();
            }
            throw e;
        }
    }

    private <T> T ask(Function<Admin, T> questions) {
        requireListening();
        int patience = Math.toIntExact(PATIENCE.toMillis());
        try (Admin admin = Admin.create(settings.with(Map.of(
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                patience,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                patience)))) {
            return questions.apply(admin);
        } catch (KafkaException e) {
            throw failed(e);
        }
    }

    private <T> T answer(KafkaFuture<T> question) {
        try {
            return question.get(PATIENCE.toMillis() + 1_000, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(e);
        } catch (ExecutionException | TimeoutException e) {
            throw failed(e);
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
        List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>();
        records.forEach((key, value) ->
                all.add(new ProducerRecord<>(topic.topicName(), key.getBytes(StandardCharsets.UTF_8), value)));
        publish(all);
    }

    /**
     * Publishes records as they are and returns when the broker has them.
     *
     * @throws UserException {@code kafka-unreachable} or {@code kafka-refused}
     */
    public void publish(List<ProducerRecord<byte[], byte[]>> records) {
        Map<String, Object> patient = settings.with(Map.of(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis()));
        try (var producer = new KafkaProducer<>(patient, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent =
                    records.stream().map(producer::send).toList();
            for (Future<RecordMetadata> record : sent) {
                record.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(e);
        } catch (ExecutionException | KafkaException e) {
            throw failed(e);
        }
    }

    /**
     * {@return a reader that stands at the beginning of these topics}
     *
     * @throws UserException {@code kafka-unreachable} or {@code topics-missing}
     */
    public TopicReader read(Collection<Topic> topics) {
        requireTopics(topics);
        return new TopicReader(records(), topics, codec);
    }

    /** {@return a reader of records as they are} */
    Records records() {
        return new Records(settings);
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

    /** {@return every SHA-256 that any record of the system names which can still be read, on its topics or in the graph's memory} */
    public Set<String> checksumsNamed() {
        requireTopics(List.of(Topic.values()));
        List<String> ours = topics().stream()
                .filter(name -> name.startsWith(TOPIC_PREFIX) || name.startsWith(GRAPH_PREFIX))
                .toList();
        Set<String> named = new HashSet<>();
        try (Records records = records()) {
            records.all(ours, record -> {
                if (record.value() != null) {
                    named.addAll(Checksum.namedIn(record.value()));
                }
            });
        }
        return named;
    }

    private void requireTopics(Collection<Topic> topics) {
        List<String> names = topics.stream().map(Topic::topicName).sorted().toList();
        if (!seen.containsAll(names)) {
            seen = topics();
        }
        List<String> missing =
                names.stream().filter(name -> !seen.contains(name)).toList();
        if (!missing.isEmpty()) {
            throw new UserException(
                    "topics-missing",
                    "The Kafka at " + address() + " has no topic " + String.join(", ", missing) + ".",
                    "Start the system with ./pi up, or create the topics in infra/topics.yaml.");
        }
    }

    private void requireListening() {
        if (!listening) {
            BootstrapServers.of(address()).whyNoneAnswers().ifPresent(why -> {
                throw KafkaFailure.unreachable(why);
            });
            listening = true;
        }
    }

    private UserException failed(Exception cause) {
        return KafkaFailure.of("The Kafka at " + address(), cause);
    }
}
