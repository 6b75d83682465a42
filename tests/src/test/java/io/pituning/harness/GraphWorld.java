package io.pituning.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.time.Duration;
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

/** Tasks with random vectors that come, change and leave, and what the graph is to say of them: comparing all with all. */
public final class GraphWorld implements AutoCloseable {
    private static final String SHA = "0123456789abcdef".repeat(4);
    private static final int TASKS = 60;
    /** On a machine that does much else. */
    private static final Duration PATIENCE = EventLog.PATIENCE.multipliedBy(2);

    private static final EventCodec CODEC = new EventCodec();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final GraphInstances graph;
    private final Random random;
    private final KafkaProducer<String, byte[]> producer;
    private final EventLog events;
    private final Map<String, TaskEmbedded> present = new TreeMap<>();

    /** A world without tasks, whose vectors this graph gets. */
    public GraphWorld(GraphInstances graph, long seed) {
        this.graph = graph;
        this.random = new Random(seed);
        this.producer = new KafkaProducer<>(
                Map.<String, Object>of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, graph.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
        this.events = new EventLog(graph.bootstrapServers());
    }

    public EventLog events() {
        return events;
    }

    /** Publishes so many arrivals, changes and retirements; does not wait for the broker. */
    public void change(int records) {
        IntStream.range(0, records).forEach(i -> producer.send(next()));
    }

    /** Publishes a new vector of a task; returns when the broker has it. {@return the task} */
    public String arrive(String task) {
        TaskEmbedded event = vector(task);
        present.put(task, event);
        producer.send(new ProducerRecord<>(Topic.TASK_VECTORS_NAME, task, CODEC.encode(event)));
        producer.flush();
        return task;
    }

    /** Returns when the broker has all that was published. */
    public void flush() {
        producer.flush();
    }

    /** Waits until what stands last for each task is what comparing all with all gives. */
    public void awaitRight() {
        Awaitility.await("all neighborhoods").atMost(PATIENCE).untilAsserted(() -> assertThat(written())
                .isEqualTo(expected()));
    }

    /** Waits until these instances tell the same, whichever of them owns a task. */
    public void awaitToldBy(int... instances) {
        Awaitility.await("what the instances tell").atMost(PATIENCE).untilAsserted(() -> {
            for (int instance : instances) {
                Map<String, List<String>> names = new HashMap<>();
                told(instance).forEach((task, neighborhood) -> {
                    names.put(task, new ArrayList<>());
                    neighborhood.get("neighbors").forEach(n -> names.get(task)
                            .add(n.get("task").asText()));
                });
                assertThat(names).isEqualTo(names(expected()));
            }
        });
    }

    /** Waits until an instance tells just these neighborhoods: where shards have moved, it learns with the next exchange. */
    public void awaitTold(int instance, Map<String, JsonNode> neighborhoods) {
        Awaitility.await("what instance " + instance + " tells")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(told(instance)).isEqualTo(neighborhoods));
    }

    /** {@return every task's neighborhood as one instance tells it: neighbors, similarities, revision}; fails while it cannot */
    public Map<String, JsonNode> told(int instance) {
        Map<String, JsonNode> told = new HashMap<>();
        for (String task : present.keySet()) {
            Optional<String> answer = graph.ask(instance, "/graph/tasks/" + task + "/neighbors");
            assertThat(answer).as("what instance %d says of %s", instance, task).isPresent();
            told.put(task, json(answer.get()));
        }
        return told;
    }

    /** Requires that one instance's pages of the whole graph together have every task once, in the order of their names. */
    public void assertPaged(int instance, int limit) {
        List<String> paged = new ArrayList<>();
        boolean more = true;
        while (more) {
            String after = paged.isEmpty() ? "" : paged.get(paged.size() - 1);
            JsonNode page = json(graph.ask(instance, "/graph?limit=" + limit + "&after=" + after)
                    .orElseThrow(() -> new AssertionError("no page after '" + after + "'")));
            page.get("tasks").forEach(task -> paged.add(task.get("task").asText()));
            more = page.get("more").asBoolean();
        }
        assertThat(paged).containsExactlyElementsOf(present.keySet());
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + text, e);
        }
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

    private ProducerRecord<String, byte[]> next() {
        String task = "task-" + random.nextInt(TASKS);
        if (random.nextInt(4) == 0) {
            present.remove(task);
            return new ProducerRecord<>(Topic.TASK_VECTORS_NAME, task, null);
        }
        TaskEmbedded event = vector(task);
        present.put(task, event);
        return new ProducerRecord<>(Topic.TASK_VECTORS_NAME, task, CODEC.encode(event));
    }

    private TaskEmbedded vector(String task) {
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
    private Map<String, List<String>> written() {
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

    @Override
    public void close() {
        producer.close();
        events.close();
    }
}
