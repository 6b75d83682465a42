package io.pituning.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.learning.similarity.Similarity;
import io.pituning.schemas.EventCodec;
import io.pituning.schemas.Topic;
import io.pituning.schemas.event.Neighbor;
import io.pituning.schemas.event.NeighborhoodChange;
import io.pituning.schemas.event.TaskEmbedded;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardReaderTest {
    private static final EventCodec CODEC = new EventCodec();

    @TempDir
    private Path state;

    private final Shards shards = new Shards();
    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> vectors;

    @BeforeEach
    void start() {
        var settings = new Properties();
        settings.put("application.id", "reader-test");
        settings.put("bootstrap.servers", "nowhere:1");
        settings.put("state.dir", state.toString());
        var policy = new RetunePolicy(Retune.OFF, 0, Duration.ZERO);
        var graph = new GraphSettings(1, Comparison.exact(), Duration.ZERO, 0, policy);
        driver = new TopologyTestDriver(new GraphTopology("reader-test", CODEC, graph, shards).build(), settings);
        vectors = driver.createInputTopic(
                Topic.TASK_VECTORS.topicName(), new StringSerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void closeDriver() {
        driver.close();
    }

    @Test
    void aNeighborhoodIsReadAsItWasWritten() {
        arrive(Vectors.task("early", 10));
        arrive(Vectors.task("late", 12));

        assertThat(reader().neighborhood("early")).hasValueSatisfying(early -> {
            assertThat(early.neighbors()).extracting(Neighbor::task).containsExactly("late");
            assertThat(early.revision()).isEqualTo(2);
            assertThat(early.pending()).isFalse();
            assertThat(early.foundation().name()).isEqualTo("pi-nano");
            assertThat(early.tuning().orElseThrow().neighbors()).isEmpty();
        });
        assertThat(reader().neighborhood("nobody")).isEmpty();
    }

    @Test
    void theHistoryTellsWhatChangedAndWhen() {
        arrive(Vectors.task("early", 10));
        driver.advanceWallClockTime(Duration.ofSeconds(5));
        arrive(Vectors.task("late", 12));

        List<Revision> history = reader().history("early").orElseThrow();

        assertThat(history).extracting(Revision::askedForTuning).containsExactly(true, false);
        assertThat(history.get(0).change()).isEmpty();
        assertThat(history.get(1).change()).hasValue(new NeighborhoodChange(List.of("late"), List.of(), 1));
        assertThat(history.get(0).time()).isLessThan(history.get(1).time());
    }

    @Test
    void theHistoryHoldsTheLastRevisionsOnly() {
        arrive(Vectors.task("watched", 10, 1));
        int arrivals = History.MOST + 5;
        for (int i = 0; i < arrivals; i++) {
            arrive(Vectors.task("arrival-" + i, 80 - i));
        }

        List<Revision> history = reader().history("watched").orElseThrow();

        assertThat(history).hasSize(History.MOST);
        assertThat(history.get(History.MOST - 1).revision()).isEqualTo(arrivals + 1);
    }

    @Test
    void aRetiredTaskHasNoHistoryAnyMore() {
        arrive(Vectors.task("retired", 10));
        vectors.pipeInput("retired", (byte[]) null);

        assertThat(reader().history("retired")).isEmpty();
        assertThat(driver.getKeyValueStore(GraphStores.HISTORY).get("retired")).isNull();

        arrive(Vectors.task("retired", 10));
        assertThat(reader().history("retired").orElseThrow()).hasSize(1);
    }

    @Test
    void theGraphHasEveryTaskAndWhoItsNeighborsAre() {
        arrive(Vectors.task("one", 10));
        arrive(Vectors.task("two", 12));
        arrive(Vectors.onFoundation("elsewhere", 12, "f".repeat(64)));

        TaskGraph graph = reader().graph("", 10);

        assertThat(graph.tasks()).extracting(TaskGraph.Node::task).containsOnly("one", "two", "elsewhere");
        assertThat(graph.neighbors())
                .extracting(edge -> edge.task() + " " + edge.neighbor())
                .containsOnly("one two", "two one");
    }

    @Test
    void aLargeGraphIsReadInPagesWithoutGapsOrRepeats() {
        List<String> names = List.of("a", "a-b", "ab", "b", "b0");
        names.forEach(name -> arrive(Vectors.task(name, 10)));

        TaskGraph first = reader().graph("", 2);
        TaskGraph second = reader().graph("a-b", 2);
        TaskGraph third = reader().graph("b", 2);

        assertThat(Stream.of(first, second, third).flatMap(page -> page.tasks().stream()))
                .extracting(TaskGraph.Node::task)
                .containsExactlyElementsOf(names);
        assertThat(List.of(first.more(), second.more(), third.more())).containsExactly(true, true, false);
        assertThat(second.neighbors()).extracting(TaskGraph.Edge::task).containsOnly("ab", "b");
    }

    @Test
    void pagesOfTwoShardsMakeOne() {
        TaskGraph mine = page(true, "a", "d", "e");
        TaskGraph theirs = page(false, "b", "f");

        TaskGraph both = mine.and(theirs, 3);

        assertThat(both.tasks()).extracting(TaskGraph.Node::task).containsExactly("a", "b", "d");
        assertThat(both.neighbors()).extracting(TaskGraph.Edge::task).containsExactlyInAnyOrder("a", "b", "d");
        assertThat(both.more()).isTrue();
        assertThat(page(false, "a").and(page(false, "b"), 2).more()).isFalse();
        assertThat(page(false, "a").and(page(true, "b"), 2).more()).isTrue();
    }

    private static TaskGraph page(boolean more, String... tasks) {
        return new TaskGraph(
                Stream.of(tasks)
                        .map(task -> new TaskGraph.Node(task, "r", "pi-nano", "lora", 1))
                        .toList(),
                Stream.of(tasks)
                        .map(task -> new TaskGraph.Edge(task, "elsewhere", 0.5))
                        .toList(),
                more);
    }

    @Test
    void aVectorsNearestTasksAreThoseItWouldHaveAsATask() {
        for (int i = 0; i < 10; i++) {
            arrive(Vectors.task("task-" + i, 8 * i));
        }
        arrive(Vectors.onFoundation("elsewhere", 21, "f".repeat(64)));
        TaskEmbedded newcomer = Vectors.task("newcomer", 21);

        NearestTasks asked = reader().nearest(
                        ComparedVector.of(newcomer.task(), newcomer.foundation(), newcomer.expert(), newcomer.vector()),
                        3);
        arrive(newcomer);

        assertThat(asked.neighbors())
                .isEqualTo(reader().neighborhood("newcomer").orElseThrow().neighbors());
    }

    @Test
    void vectorsOfSeveralTasksAreComparedExactly() {
        arrive(Vectors.task("one", 0));
        arrive(Vectors.task("two", 60));

        List<ComparedVector> read = reader().vectors(List.of("one", "nobody", "two"));

        assertThat(read).extracting(ComparedVector::task).containsExactly("one", "two");
        assertThat(read.get(0).similarityTo(read.get(1), Similarity.REFERENCE))
                .hasValue(Vectors.similarity(Vectors.task("one", 0), Vectors.task("two", 60), Similarity.REFERENCE));
    }

    private ShardReader reader() {
        return new ShardReader(
                driver.getKeyValueStore(GraphStores.TASKS),
                driver.getKeyValueStore(GraphStores.VECTORS),
                driver.getKeyValueStore(GraphStores.NEIGHBORHOODS),
                driver.getKeyValueStore(GraphStores.HISTORY),
                () -> shards.running(0).orElseThrow().vectors(),
                Similarity.REFERENCE);
    }

    private void arrive(TaskEmbedded task) {
        vectors.pipeInput(task.task(), CODEC.encode(task));
    }
}
