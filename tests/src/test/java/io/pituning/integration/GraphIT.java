package io.pituning.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pituning.harness.EventLog;
import io.pituning.harness.GraphInstances;
import io.pituning.harness.Systems;
import io.pituning.learning.similarity.NamedVector;
import io.pituning.learning.similarity.TaskSimilarity;
import io.pituning.learning.similarity.TaskVector;
import io.pituning.schemas.EventCodec;
import io.pituning.schemas.Topic;
import io.pituning.schemas.event.Artifact;
import io.pituning.schemas.event.ExpertShape;
import io.pituning.schemas.event.FoundationRef;
import io.pituning.schemas.event.Neighbor;
import io.pituning.schemas.event.OwnMetrics;
import io.pituning.schemas.event.PooledTensor;
import io.pituning.schemas.event.PooledVector;
import io.pituning.schemas.event.Score;
import io.pituning.schemas.event.TaskEmbedded;
import io.pituning.schemas.event.TaskNeighbors;
import io.pituning.schemas.event.TaskRegistered;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Several instances of the graph, killed while vectors come, change and leave, end with what comparing all with all gives, and each tells it. */
class GraphIT {
    private static final String SHA = "0123456789abcdef".repeat(4);
    private static final int TASKS = 60;
    private static final int RECORDS = 240;
    private static final EventCodec CODEC = new EventCodec();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, TaskEmbedded> present = new TreeMap<>();

    @Test
    void everyNeighborhoodIsRightAlthoughInstancesAreKilled() {
        var random = new Random(7);
        try (GraphInstances graph = GraphInstances.start(Systems.freshHome("graph"), 2, 3);
                var producer = new KafkaProducer<>(
                        Map.<String, Object>of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, graph.bootstrapServers()),
                        new StringSerializer(),
                        new ByteArraySerializer());
                EventLog events = new EventLog(graph.bootstrapServers())) {
            for (int i = 0; i < RECORDS; i++) {
                producer.send(next(random));
                if (i == RECORDS / 4) {
                    producer.flush();
                    events.await(TaskNeighbors.class, "a neighborhood", event -> true);
                    graph.kill(0);
                } else if (i == RECORDS / 2) {
                    graph.restart(0);
                } else if (i == RECORDS * 3 / 4) {
                    producer.flush();
                    graph.awaitReady(0);
                    graph.kill(1);
                }
            }
            producer.flush();
            graph.restart(1);

            Awaitility.await("all neighborhoods")
                    .atMost(EventLog.PATIENCE)
                    .untilAsserted(() -> assertThat(written(events)).isEqualTo(expected()));
            graph.awaitReady(1);
            Awaitility.await("both instances' answers")
                    .atMost(EventLog.PATIENCE)
                    .untilAsserted(() -> {
                        assertThat(told(graph, 0)).isEqualTo(names(expected()));
                        assertThat(told(graph, 1)).isEqualTo(names(expected()));
                    });
        }
    }

    /** Every task's neighbors as one instance tells them, whichever instance owns the task. */
    private Map<String, List<String>> told(GraphInstances graph, int instance) {
        Map<String, List<String>> told = new HashMap<>();
        for (String task : present.keySet()) {
            Optional<String> answer = graph.ask(instance, "/graph/tasks/" + task + "/neighbors");
            assertThat(answer).as("what instance %d says of %s", instance, task).isPresent();
            List<String> names = new ArrayList<>();
            try {
                JSON.readTree(answer.get())
                        .get("neighbors")
                        .forEach(n -> names.add(n.get("task").asText()));
            } catch (JsonProcessingException e) {
                throw new AssertionError("no JSON: " + answer.get(), e);
            }
            told.put(task, names);
        }
        return told;
    }

    private static Map<String, List<String>> names(Map<String, List<String>> described) {
        Map<String, List<String>> names = new HashMap<>();
        described.forEach((task, neighbors) -> names.put(
                task,
                neighbors.stream()
                        .map(text -> text.substring(0, text.indexOf(' ')))
                        .toList()));
        return names;
    }

    private ProducerRecord<String, byte[]> next(Random random) {
        String task = "task-" + random.nextInt(TASKS);
        if (random.nextInt(4) == 0) {
            present.remove(task);
            return new ProducerRecord<>(Topic.TASK_VECTORS_NAME, task, null);
        }
        TaskEmbedded event = vector(task, random);
        present.put(task, event);
        return new ProducerRecord<>(Topic.TASK_VECTORS_NAME, task, CODEC.encode(event));
    }

    private static TaskEmbedded vector(String task, Random random) {
        TaskRegistered request = TaskRegistered.of(task, "builtin:any").withSeed(random.nextInt(1_000_000));
        var artifact = new Artifact("file:///artifacts/" + task, "%064x".formatted(request.seed()), 10);
        var score = new Score(0.5, 1, 10);
        List<PooledTensor> tensors = IntStream.range(0, 3)
                .mapToObj(tensor -> {
                    float[] rows = new float[16];
                    for (int i = 0; i < rows.length; i++) {
                        rows[i] = (float) Math.exp(2 * random.nextGaussian());
                    }
                    return PooledTensor.of("layer." + tensor, rows);
                })
                .toList();
        return new TaskEmbedded(
                task,
                request.registrationId(),
                request,
                new FoundationRef("pi-nano", SHA),
                request.seed(),
                1,
                ExpertShape.lora(8, 100),
                artifact,
                artifact,
                new OwnMetrics(score, score, Optional.empty()),
                new PooledVector(PooledVector.ROW, 16, tensors));
    }

    /** What stands last for each task, as a reader sees it who looks only at the newest record. */
    private static Map<String, List<String>> written(EventLog events) {
        Map<String, List<String>> last = new HashMap<>();
        events.records(Topic.TASK_NEIGHBORS).forEach(record -> {
            if (record.value() == null) {
                last.remove(record.key());
            } else {
                last.put(
                        record.key(),
                        described(CODEC.decode(TaskNeighbors.class, record.value())
                                .neighbors()));
            }
        });
        return last;
    }

    private Map<String, List<String>> expected() {
        Map<String, List<String>> all = new HashMap<>();
        present.forEach((task, event) -> all.put(
                task,
                described(present.values().stream()
                        .filter(other -> !other.task().equals(task))
                        .map(other -> new Neighbor(
                                other.task(),
                                other.registration(),
                                TaskSimilarity.between(tensors(event), tensors(other)),
                                other.expertArtifact()))
                        .sorted(Comparator.comparingDouble(Neighbor::similarity).reversed())
                        .limit(event.request().interpolation().neighbors())
                        .toList())));
        return all;
    }

    private static TaskVector tensors(TaskEmbedded event) {
        return new TaskVector(event.vector().tensors().stream()
                .map(tensor -> new NamedVector(
                        tensor.name(), new int[] {tensor.values().size()}, tensor.toArray()))
                .toList());
    }

    private static List<String> described(List<Neighbor> neighbors) {
        return neighbors.stream()
                .map(neighbor ->
                        "%s %s %.6f".formatted(neighbor.task(), neighbor.registration(), neighbor.similarity()))
                .toList();
    }
}
