package io.pituning.faults;

import io.pituning.harness.EventLog;
import io.pituning.harness.StandaloneSystem;
import io.pituning.harness.Systems;
import io.pituning.harness.TaskPublisher;
import io.pituning.schemas.EventCodec;
import io.pituning.schemas.Topic;
import io.pituning.schemas.event.ExpertTuned;
import io.pituning.schemas.event.TaskRegistered;
import io.pituning.schemas.event.WorkerEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/** A standalone system with its home folder, which outlives the process: it can be killed and started again. */
final class Town implements AutoCloseable {
    /** Who reads what; the worker keeps no offsets. */
    private static final Map<String, Topic> READERS = Map.of(
            "pi-trainer", Topic.TASKS,
            "pi-embedder", Topic.EXPERTS,
            "pi-graph", Topic.TASK_VECTORS,
            "pi-interpolator", Topic.TASK_NEIGHBORS);

    private final Path home = Systems.freshHome("faults");
    private final EventCodec codec = new EventCodec();
    private final Set<TaskRegistered> registered = new LinkedHashSet<>();
    private StandaloneSystem system;
    private EventLog events;

    Town() {
        start();
    }

    /** Starts the system; returns when it is ready. */
    void start() {
        system = StandaloneSystem.start(home);
        events = new EventLog(system.bootstrapServers());
    }

    /** Ends broker and services as {@code kill -9} does. */
    void kill() {
        system.kill();
        events.close();
    }

    /** Publishes a registration; returns when the broker has it. */
    void register(String line) {
        TaskRegistered registration = codec.decode(TaskRegistered.class, line.getBytes(StandardCharsets.UTF_8));
        try (TaskPublisher tasks = new TaskPublisher(system.bootstrapServers())) {
            tasks.publish(registration.task(), line);
        }
        registered.add(registration);
    }

    EventLog events() {
        return events;
    }

    Path artifacts() {
        return system.artifacts();
    }

    /** {@return where the results of a registration lie} */
    Path results(String task) {
        TaskRegistered registration = registered.stream()
                .filter(candidate -> candidate.task().equals(task))
                .findFirst()
                .orElseThrow();
        return artifacts()
                .resolve("results")
                .resolve(task)
                .resolve(registration.registrationId().substring(0, 16));
    }

    /** Waits until everything registered is served and every service has acknowledged all that it was given. */
    Evidence atRest() {
        registered.forEach(registration -> {
            events.await(ExpertTuned.class, registration.task());
            events.await(WorkerEvent.class, registration.task());
        });
        awaitAcknowledgements();
        return evidence();
    }

    Evidence evidence() {
        return new Evidence(Set.copyOf(registered), events, artifacts());
    }

    /** Waits until no service has a record before it that it has not acknowledged. */
    void awaitAcknowledgements() {
        try (Admin admin = Admin.create(
                Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, system.bootstrapServers()))) {
            Awaitility.await("all records acknowledged")
                    .atMost(EventLog.PATIENCE)
                    .until(() -> allAcknowledged(admin));
        }
    }

    private boolean allAcknowledged(Admin admin) throws ExecutionException, InterruptedException {
        for (Map.Entry<String, Topic> reader : READERS.entrySet()) {
            Map<TopicPartition, OffsetAndMetadata> acknowledged = admin.listConsumerGroupOffsets(reader.getKey())
                    .partitionsToOffsetAndMetadata()
                    .get();
            for (Map.Entry<TopicPartition, Long> last :
                    lastOffsets(reader.getValue()).entrySet()) {
                OffsetAndMetadata offset = acknowledged.get(last.getKey());
                if (offset == null || offset.offset() <= last.getValue()) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Of the records, not of the log: behind the last record of a transaction stands its marker, which nobody acknowledges. */
    private Map<TopicPartition, Long> lastOffsets(Topic topic) {
        Map<TopicPartition, Long> last = new HashMap<>();
        events.records(topic)
                .forEach(record ->
                        last.merge(new TopicPartition(record.topic(), record.partition()), record.offset(), Math::max));
        return last;
    }

    @Override
    public void close() {
        events.close();
        system.close();
    }
}
