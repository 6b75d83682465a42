package io.pituning.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pituning.harness.EventLog;
import io.pituning.harness.StandaloneSystem;
import io.pituning.harness.StoredFolder;
import io.pituning.harness.Systems;
import io.pituning.harness.TaskPublisher;
import io.pituning.hostile.HostileFiles;
import io.pituning.hostile.HostileRecords;
import io.pituning.schemas.EventCodec;
import io.pituning.schemas.Topic;
import io.pituning.schemas.event.ExpertTrained;
import io.pituning.schemas.event.StepFailed;
import io.pituning.schemas.event.WorkerEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/**
 * Hundreds of hostile records ({@code -Dpi.tests.hostile.records}, ten thousand with {@code -Pfaults}) on every topic that a service reads: each
 * is answered by a failure, unless it retires a task that never was, and nothing else happens.
 */
class HostileInputIT {
    private static final int RECORDS = Integer.getInteger("pi.tests.hostile.records", 500);
    private static final long SEED = 20260;
    private static final String SECRET = "TOP-SECRET-7f3a";
    private static final long FLAT = 48L << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final EventCodec codec = new EventCodec();
    private final Set<String> unanswered = new HashSet<>();
    private final Map<String, Integer> codes = new HashMap<>();
    private KafkaConsumer<String, byte[]> failures;

    @Test
    void everyHostileRecordIsAnsweredAndNothingElseHappens() throws Exception {
        Path home = Systems.freshHome("hostile");
        Path roots = Files.createDirectories(home.resolve("data"));
        Path outside = HostileFiles.soundDataSet(home.resolve("outside"));
        Files.writeString(outside.resolve("secret.txt"), SECRET);

        try (StandaloneSystem system = StandaloneSystem.start(home, "--data-root", roots.toString());
                EventLog events = new EventLog(system.bootstrapServers());
                TaskPublisher tasks = new TaskPublisher(system.bootstrapServers())) {
            register(tasks, "honest-1", "sound-grammar");
            events.await(WorkerEvent.class, "honest-1");
            register(tasks, "honest-2", "restaurant-reviews");
            events.await(WorkerEvent.class, "honest-2");
            Path genuine = StoredFolder.of(
                            events.await(ExpertTrained.class, "honest-2").artifact())
                    .folder();
            var hostile = new HostileRecords(
                    SEED,
                    genuine(events),
                    HostileFiles.dataSets(roots, outside),
                    HostileFiles.artifacts(system.artifacts(), genuine),
                    outside);
            Instant longAgo = untouched(outside);

            try (var producer = new KafkaProducer<>(
                            Map.<String, Object>of("bootstrap.servers", system.bootstrapServers()),
                            new ByteArraySerializer(),
                            new ByteArraySerializer());
                    var reader = new KafkaConsumer<>(
                            Map.<String, Object>of(
                                    "bootstrap.servers",
                                    system.bootstrapServers(),
                                    "isolation.level",
                                    "read_committed"),
                            new StringDeserializer(),
                            new ByteArrayDeserializer())) {
                failures = reader;
                followFailures();
                publish(producer, hostile, RECORDS / 4);
                awaitAnswers();
                long before = system.liveHeap();
                publish(producer, hostile, RECORDS - RECORDS / 4);
                awaitAnswers();
                long after = system.liveHeap();

                System.out.printf(
                        "hostile: %d records, %d answered, live heap %d MB after a quarter, %d MB at the end; %s%n",
                        RECORDS, RECORDS - unanswered.size(), before >> 20, after >> 20, codes);
                assertThat(after - before).as("growth of the live heap").isLessThan(FLAT);
            }
            assertThat(codes).as("internal errors").doesNotContainKey("internal-error");
            assertNothingRead(outside, longAgo);
            // Not by the events: a hostile record on their topic cannot be read here either.
            assertThat(files(system.artifacts().resolve("results")))
                    .extracting(folder -> folder.getFileName().toString())
                    .as("tasks with results")
                    .containsExactlyInAnyOrder("honest-1", "honest-2");

            register(tasks, "honest-3", "sound-grammar");
            events.await(WorkerEvent.class, "honest-3");
        }
    }

    private static void register(TaskPublisher tasks, String task, String dataset) {
        tasks.publish(task, """
                {"task":"%s","dataset":"builtin:%s","shots":2,"training":{"epochs":1},\
                "expert":{"method":"adapter","dimension":8},"interpolation":{"neighbors":1}}""".formatted(task, dataset));
    }

    /** What a service read last on each topic. */
    private static Map<Topic, ObjectNode> genuine(EventLog events) throws IOException {
        Map<Topic, ObjectNode> genuine = new EnumMap<>(Topic.class);
        for (Topic topic :
                List.of(Topic.TASKS, Topic.EXPERTS, Topic.TASK_VECTORS, Topic.TASK_NEIGHBORS, Topic.TUNED_EXPERTS)) {
            List<ConsumerRecord<String, byte[]>> records = events.records(topic);
            genuine.put(topic, (ObjectNode)
                    JSON.readTree(records.get(records.size() - 1).value()));
        }
        return genuine;
    }

    private void publish(KafkaProducer<byte[], byte[]> producer, HostileRecords hostile, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            ProducerRecord<byte[], byte[]> record = hostile.next();
            Future<RecordMetadata> sent = producer.send(record);
            RecordMetadata place;
            try {
                place = sent.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof InvalidRecordException) {
                    // The broker itself refuses it: a record without a key on a compacted topic.
                    continue;
                }
                throw e;
            }
            if (HostileRecords.isAnswered(record)) {
                unanswered.add(place.topic() + "-" + place.partition() + "@" + place.offset());
            }
            if (i % 50 == 0) {
                readAnswers();
            }
        }
    }

    private void followFailures() {
        List<TopicPartition> partitions = failures.partitionsFor(Topic.FAILURES_NAME).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        failures.assign(partitions);
        failures.seekToBeginning(partitions);
    }

    /** As long as answers come there is hope, however slow the machine. */
    private void awaitAnswers() {
        Instant last = Instant.now();
        while (!unanswered.isEmpty() && Duration.between(last, Instant.now()).compareTo(EventLog.PATIENCE) < 0) {
            if (readAnswers() > 0) {
                last = Instant.now();
            }
        }
        assertThat(unanswered).as("records without an answer").isEmpty();
    }

    private int readAnswers() {
        int answers = 0;
        for (ConsumerRecord<String, byte[]> record : failures.poll(Duration.ofMillis(200))) {
            StepFailed failed = codec.decode(StepFailed.class, record.value());
            assertThat(new String(record.value(), StandardCharsets.UTF_8)).doesNotContain(SECRET, "root:x:0");
            unanswered.remove(failed.original().topic() + "-"
                    + failed.original().partition() + "@" + failed.original().offset());
            codes.merge(failed.code(), 1, Integer::sum);
            answers++;
        }
        return answers;
    }

    /** The file system notes when a file was read, where it does so at all: the first read after this shows. */
    private static Instant untouched(Path folder) throws IOException {
        Instant longAgo = Instant.parse("2001-01-01T00:00:00Z");
        for (Path file : files(folder)) {
            Files.setAttribute(file, "lastAccessTime", FileTime.from(longAgo));
        }
        return longAgo;
    }

    private static void assertNothingRead(Path folder, Instant longAgo) throws IOException {
        for (Path file : files(folder)) {
            assertThat(((FileTime) Files.getAttribute(file, "lastAccessTime")).toInstant())
                    .as("last access to " + file)
                    .isEqualTo(longAgo);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var all = Files.list(folder)) {
            return all.toList();
        }
    }
}
