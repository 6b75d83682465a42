package io.pituning.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.schemas.EventCodec;
import io.pituning.schemas.Topic;
import io.pituning.schemas.event.StepFailed;
import io.pituning.schemas.event.TaskEmbedded;
import io.pituning.schemas.event.TaskNeighbors;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** The whole stream of a graph with one shard, without a broker; time passes only when the test says so. */
final class GraphDriver implements AutoCloseable {
    private static final EventCodec CODEC = new EventCodec();
    private static final String APPLICATION = "graph-test";

    private final GraphSettings settings;
    private final Shards shards = new Shards();
    private final TopologyTestDriver driver;
    private final TestInputTopic<String, byte[]> vectors;
    private final TestOutputTopic<String, byte[]> neighbors;
    private final TestOutputTopic<String, byte[]> failures;

    private GraphDriver(Path state, GraphSettings settings) {
        this.settings = settings;
        var properties = new Properties();
        properties.put("application.id", APPLICATION);
        properties.put("bootstrap.servers", "nowhere:1");
        properties.put("state.dir", state.toString());
        driver = new TopologyTestDriver(new GraphTopology(APPLICATION, CODEC, settings, shards).build(), properties);
        vectors = driver.createInputTopic(
                Topic.TASK_VECTORS.topicName(), new StringSerializer(), new ByteArraySerializer());
        neighbors = driver.createOutputTopic(
                Topic.TASK_NEIGHBORS.topicName(), new StringDeserializer(), new ByteArrayDeserializer());
        failures = driver.createOutputTopic(
                Topic.FAILURES.topicName(), new StringDeserializer(), new ByteArrayDeserializer());
    }

    static GraphDriver start(Path state, GraphSettings settings) {
        return new GraphDriver(state, settings);
    }

    void arrive(TaskEmbedded task) {
        publish(task.task(), CODEC.encode(task));
    }

    void retire(String task) {
        publish(task, null);
    }

    /** Publishes a record to the graph's input topic, whatever it holds. */
    void publish(String key, byte[] value) {
        vectors.pipeInput(key, value);
    }

    void pass(Duration time) {
        driver.advanceWallClockTime(time);
    }

    /** {@return the neighborhoods and tombstones written since they were last asked for} */
    List<TestRecord<String, byte[]>> records() {
        return neighbors.readRecordsToList();
    }

    /** {@return as {@link #records}, the neighborhoods only} */
    List<TaskNeighbors> written() {
        return records().stream()
                .filter(record -> record.value() != null)
                .map(record -> CODEC.decode(TaskNeighbors.class, record.value()))
                .toList();
    }

    /** {@return the task's neighborhood among those of {@link #written}, which must be one} */
    TaskNeighbors only(String task) {
        List<TaskNeighbors> events =
                written().stream().filter(event -> event.task().equals(task)).toList();
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    /** {@return the next failure} */
    StepFailed failure() {
        return CODEC.decode(StepFailed.class, failureRecord().value());
    }

    TestRecord<String, byte[]> failureRecord() {
        return failures.readRecord();
    }

    ShardReader reader() {
        return new ShardReader(
                store(GraphStores.TASKS),
                store(GraphStores.VECTORS),
                store(GraphStores.NEIGHBORHOODS),
                store(GraphStores.HISTORY),
                () -> shards.running(0).orElseThrow().vectors(),
                settings.comparison().similarity());
    }

    <V> KeyValueStore<String, V> store(String name) {
        return driver.getKeyValueStore(name);
    }

    @Override
    public void close() {
        driver.close();
    }
}
