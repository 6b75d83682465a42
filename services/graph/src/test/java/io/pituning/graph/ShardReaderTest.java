package io.pituning.graph;

import static io.pituning.graph.SettingsBuilder.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.learning.similarity.Similarity;
import io.pituning.schemas.event.Neighbor;
import io.pituning.schemas.event.NeighborhoodChange;
import io.pituning.schemas.event.TaskEmbedded;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardReaderTest {
    @TempDir
    private Path state;

    private GraphDriver graph;

    @BeforeEach
    void start() {
        graph = GraphDriver.start(state, settings().build());
    }

    @AfterEach
    void close() {
        graph.close();
    }

    @Test
    void aNeighborhoodIsReadAsItWasWritten() {
        graph.arrive(Vectors.task("early", 10));
        graph.arrive(Vectors.task("late", 12));

        assertThat(graph.reader().neighborhood("early")).hasValueSatisfying(early -> {
            assertThat(early.neighbors()).extracting(Neighbor::task).containsExactly("late");
            assertThat(early.revision()).isEqualTo(2);
            assertThat(early.pending()).isFalse();
            assertThat(early.foundation().name()).isEqualTo("pi-nano");
            assertThat(early.tuning().orElseThrow().neighbors()).isEmpty();
        });
        assertThat(graph.reader().neighborhood("nobody")).isEmpty();
    }

    @Test
    void theHistoryTellsWhatChangedAndWhen() {
        graph.arrive(Vectors.task("early", 10));
        graph.pass(Duration.ofSeconds(5));
        graph.arrive(Vectors.task("late", 12));

        List<Revision> history = graph.reader().history("early").orElseThrow();

        assertThat(history).extracting(Revision::askedForTuning).containsExactly(true, false);
        assertThat(history.get(0).change()).isEmpty();
        assertThat(history.get(1).change()).hasValue(new NeighborhoodChange(List.of("late"), List.of(), 1));
        assertThat(history.get(0).time()).isLessThan(history.get(1).time());
    }

    @Test
    void theHistoryHoldsTheLastRevisionsOnly() {
        graph.arrive(Vectors.task("watched", 10, 1));
        int arrivals = History.MOST + 5;
        for (int i = 0; i < arrivals; i++) {
            graph.arrive(Vectors.task("arrival-" + i, 80 - i));
        }

        List<Revision> history = graph.reader().history("watched").orElseThrow();

        assertThat(history).hasSize(History.MOST);
        assertThat(history.get(History.MOST - 1).revision()).isEqualTo(arrivals + 1);
    }

    @Test
    void aRetiredTaskHasNoHistoryAnyMore() {
        graph.arrive(Vectors.task("retired", 10));
        graph.retire("retired");

        assertThat(graph.reader().history("retired")).isEmpty();
        assertThat(graph.<History>store(GraphStores.HISTORY).get("retired")).isNull();

        graph.arrive(Vectors.task("retired", 10));
        assertThat(graph.reader().history("retired").orElseThrow()).hasSize(1);
    }

    @Test
    void theGraphHasEveryTaskAndWhoItsNeighborsAre() {
        graph.arrive(Vectors.task("one", 10));
        graph.arrive(Vectors.task("two", 12));
        graph.arrive(Vectors.onFoundation("elsewhere", 12, "f".repeat(64)));

        TaskGraph all = graph.reader().graph("", 10);

        assertThat(all.tasks()).extracting(TaskGraph.Node::task).containsOnly("one", "two", "elsewhere");
        assertThat(all.neighbors())
                .extracting(edge -> edge.task() + " " + edge.neighbor())
                .containsOnly("one two", "two one");
    }

    @Test
    void aLargeGraphIsReadInPagesWithoutGapsOrRepeats() {
        List<String> names = List.of("a", "a-b", "ab", "b", "b0");
        names.forEach(name -> graph.arrive(Vectors.task(name, 10)));

        TaskGraph first = graph.reader().graph("", 2);
        TaskGraph second = graph.reader().graph("a-b", 2);
        TaskGraph third = graph.reader().graph("b", 2);

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
            graph.arrive(Vectors.task("task-" + i, 8 * i));
        }
        graph.arrive(Vectors.onFoundation("elsewhere", 21, "f".repeat(64)));
        TaskEmbedded newcomer = Vectors.task("newcomer", 21);

        NearestTasks asked = graph.reader()
                .nearest(
                        ComparedVector.of(newcomer.task(), newcomer.foundation(), newcomer.expert(), newcomer.vector()),
                        3);
        graph.arrive(newcomer);

        assertThat(asked.neighbors())
                .isEqualTo(graph.reader().neighborhood("newcomer").orElseThrow().neighbors());
    }

    @Test
    void vectorsOfSeveralTasksAreComparedExactly() {
        graph.arrive(Vectors.task("one", 0));
        graph.arrive(Vectors.task("two", 60));

        List<ComparedVector> read = graph.reader().vectors(List.of("one", "nobody", "two"));

        assertThat(read).extracting(ComparedVector::task).containsExactly("one", "two");
        assertThat(read.get(0).similarityTo(read.get(1), Similarity.REFERENCE))
                .hasValue(Vectors.similarity(Vectors.task("one", 0), Vectors.task("two", 60), Similarity.REFERENCE));
    }
}
