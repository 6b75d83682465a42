package io.pituning.harness;

import io.pituning.schemas.EventCodec;
import io.pituning.schemas.Topic;
import io.pituning.schemas.event.Event;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/** Everything that stands on the system's topics, from their beginning on, as any reader outside sees it. */
public final class EventLog implements AutoCloseable {
    /** Long enough for a slow machine; a test that passes never waits for it. */
    public static final Duration PATIENCE = Duration.ofMinutes(6);

    private final List<ConsumerRecord<String, byte[]>> records = new CopyOnWriteArrayList<>();
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final EventCodec codec = new EventCodec();
    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread reader;

    /** Reads on until it is closed. */
    public EventLog(String bootstrapServers) {
        this(Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    /** As the other one, but sees also what no reader of the system sees: the records of transactions that are open or were aborted. */
    public static EventLog withUncommitted(String bootstrapServers) {
        return new EventLog(Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers), "read_uncommitted");
    }

    /** As {@link #EventLog(String)}, with settings of a Kafka client. */
    public EventLog(Map<String, Object> settings) {
        this(settings, "read_committed");
    }

    private EventLog(Map<String, Object> settings, String isolation) {
        Map<String, Object> reading = new HashMap<>(settings);
        reading.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        consumer = new KafkaConsumer<>(reading, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = Arrays.stream(Topic.values())
                .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        reader = new Thread(this::read, "event-log");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (consumer) {
            while (!Thread.currentThread().isInterrupted()) {
                consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
            }
        } catch (WakeupException closed) {
            // That is how close() ends the loop.
        } catch (RuntimeException e) {
            failure.set(e);
        }
    }

    /** {@return the records of a topic so far, in the order of their arrival here} */
    public List<ConsumerRecord<String, byte[]>> records(Topic topic) {
        return records.stream()
                .filter(record -> record.topic().equals(topic.topicName()))
                .toList();
    }

    /** {@return the events of this type so far; tombstones are left out} */
    public <E extends Event> List<E> events(Class<E> type) {
        return records(Topic.of(type)).stream()
                .filter(record -> record.value() != null)
                .map(record -> codec.decode(type, record.value()))
                .toList();
    }

    /** {@return the events of this type about a task, so far} */
    public <E extends Event> List<E> events(Class<E> type, String task) {
        return events(type).stream()
                .filter(event -> event.subject().equals(Optional.of(task)))
                .toList();
    }

    /** {@return the first event of this type that is so, as soon as it is there} */
    public <E extends Event> E await(Class<E> type, String what, Predicate<E> wanted) {
        return Awaitility.await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .failFast(() -> {
                    if (failure.get() != null) {
                        throw failure.get();
                    }
                })
                .until(() -> events(type).stream().filter(wanted).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    /** {@return the first event of this type about a task, as soon as it is there} */
    public <E extends Event> E await(Class<E> type, String task) {
        return await(type, type.getSimpleName() + " of " + task, event -> event.subject()
                .equals(Optional.of(task)));
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            reader.join(Duration.ofSeconds(10).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
