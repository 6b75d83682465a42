package io.pituning.benchmarks;

import io.pituning.schemas.EventCodec;
import io.pituning.schemas.Topic;
import io.pituning.schemas.event.Event;
import io.pituning.schemas.event.StepOutput;
import io.pituning.schemas.event.WorkerEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** When each task came by each topic, by the records' own timestamps, and what its steps say they computed. */
final class Journeys implements AutoCloseable {
    /** In the order of the street. */
    static final List<Topic> STREET = List.of(
            Topic.TASKS,
            Topic.EXPERTS,
            Topic.TASK_VECTORS,
            Topic.TASK_NEIGHBORS,
            Topic.TUNED_EXPERTS,
            Topic.WORKER_EVENTS);

    private static final double MILLIS_PER_SECOND = 1000;

    private final EventCodec codec = new EventCodec();
    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, Map<Topic, Stop>> stops = new HashMap<>();

    /**
     * A task at a topic.
     *
     * @param millis when the record was made
     * @param seconds what the step that made it says it computed
     */
    private record Stop(long millis, double seconds) {}

    /**
     * A task from its registration until it was served.
     *
     * @param seconds from the first to the last record
     * @param computed of these, what the five steps say they computed
     * @param waits for each of the five steps, the seconds that it took longer than it computed
     */
    record Journey(double seconds, double computed, List<Double> waits) {
        double overhead() {
            return seconds - computed;
        }
    }

    Journeys(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = STREET.stream()
                .flatMap(topic -> IntStream.range(0, topic.partitions())
                        .mapToObj(number -> new TopicPartition(topic.topicName(), number)))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads what has come, waiting for something for so long at most. */
    void read(Duration atMost) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(atMost)) {
            if (record.key() != null && record.value() != null) {
                Topic topic = Topic.named(record.topic()).orElseThrow();
                stops.computeIfAbsent(record.key(), task -> new EnumMap<>(Topic.class))
                        .putIfAbsent(topic, new Stop(record.timestamp(), seconds(topic, record.value())));
            }
        }
    }

    private double seconds(Topic topic, byte[] value) {
        Event event = codec.decode(topic.event(), value);
        if (event instanceof WorkerEvent loaded) {
            return loaded.seconds();
        }
        return event instanceof StepOutput output ? output.seconds() : 0;
    }

    /** {@return a task's journey, once it is served} */
    Optional<Journey> of(String task) {
        Map<Topic, Stop> way = stops.getOrDefault(task, Map.of());
        if (way.size() < STREET.size()) {
            return Optional.empty();
        }
        List<Double> waits = new ArrayList<>();
        double computed = 0;
        for (int i = 1; i < STREET.size(); i++) {
            Stop stop = way.get(STREET.get(i));
            waits.add((stop.millis() - way.get(STREET.get(i - 1)).millis()) / MILLIS_PER_SECOND - stop.seconds());
            computed += stop.seconds();
        }
        double all =
                (way.get(Topic.WORKER_EVENTS).millis() - way.get(Topic.TASKS).millis()) / MILLIS_PER_SECOND;
        return Optional.of(new Journey(all, computed, waits));
    }

    /** {@return the median wait of each step, for people} */
    static String waits(List<Journey> journeys) {
        List<String> names = List.of("train", "embed", "graph", "tune", "load");
        return IntStream.range(0, names.size())
                .mapToObj(i -> "%s %.0f"
                        .formatted(
                                names.get(i),
                                MILLIS_PER_SECOND
                                        * Times.median(journeys.stream()
                                                .map(journey -> journey.waits().get(i))
                                                .toList())))
                .collect(Collectors.joining(", "));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
