package io.pituning.graph;

import static io.pituning.graph.SettingsBuilder.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.schemas.event.TaskNeighbors;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhenNeighborhoodsAreWrittenTest {
    private static final Duration SETTLE = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofSeconds(1);

    @TempDir
    private Path state;

    @Test
    void tasksThatArriveTogetherAreWrittenTogetherOnceTheyHaveSettled() {
        try (var graph = GraphDriver.start(state, settings().settle(SETTLE).build())) {
            graph.arrive(Vectors.task("one", 10));
            graph.pass(SETTLE.dividedBy(2));
            graph.arrive(Vectors.task("two", 12));
            graph.pass(SETTLE.dividedBy(2));
            assertThat(graph.written()).isEmpty();

            graph.pass(SETTLE);

            List<TaskNeighbors> written = graph.written();
            assertThat(written).hasSize(2);
            assertThat(written)
                    .allSatisfy(event -> assertThat(event.neighbors()).hasSize(1));
        }
    }

    @Test
    void nothingIsWrittenBeforeEnoughTasksAreKnown() {
        try (var graph = GraphDriver.start(state, settings().gather(2).build())) {
            graph.arrive(Vectors.task("one", 10));
            assertThat(graph.written()).isEmpty();

            graph.arrive(Vectors.task("two", 12));
            assertThat(graph.written()).hasSize(2).allSatisfy(event -> assertThat(event.neighbors())
                    .hasSize(1));

            graph.arrive(Vectors.task("three", 14));
            assertThat(graph.written())
                    .filteredOn(TaskNeighbors::asksForTuning)
                    .extracting(TaskNeighbors::task)
                    .containsExactly("three");

            graph.retire("one");
            graph.retire("two");
            assertThat(graph.written())
                    .as("told although fewer are known again")
                    .filteredOn(event -> event.task().equals("three"))
                    .last()
                    .satisfies(event -> assertThat(event.neighbors()).isEmpty());
        }
    }

    @Test
    void aRetirementHoldsNothingUp() {
        try (var graph = GraphDriver.start(state, settings().settle(SETTLE).build())) {
            graph.arrive(Vectors.task("one", 10));
            graph.arrive(Vectors.task("two", 12));
            graph.pass(SETTLE.dividedBy(2));
            graph.retire("two");
            graph.pass(SETTLE.dividedBy(2));

            assertThat(graph.only("one").neighbors()).isEmpty();
        }
    }

    @Test
    void ofManyThatAreDueTogetherTheRestComesALookLaterAndANewcomerMeanwhileSettlesFirst() {
        try (var graph = GraphDriver.start(state, settings().settle(SETTLE).build())) {
            arriveApart(graph, 2 * WaitingNeighborhoods.MOST_AT_ONCE + 1);
            graph.pass(SETTLE);
            assertThat(graph.written()).hasSize(WaitingNeighborhoods.MOST_AT_ONCE);

            graph.arrive(Vectors.task("newcomer", 10));
            assertThat(graph.written())
                    .hasSize(WaitingNeighborhoods.MOST_AT_ONCE)
                    .extracting(TaskNeighbors::task)
                    .doesNotContain("newcomer");
            graph.pass(LOOK);
            assertThat(graph.written())
                    .hasSize(1)
                    .extracting(TaskNeighbors::task)
                    .doesNotContain("newcomer");

            graph.pass(SETTLE);
            assertThat(graph.written()).extracting(TaskNeighbors::task).containsExactly("newcomer");
        }
    }

    @Test
    void aNewcomerSettlesAlsoAfterJustAsManyAsAreWrittenAtOnce() {
        try (var graph = GraphDriver.start(state, settings().settle(SETTLE).build())) {
            arriveApart(graph, WaitingNeighborhoods.MOST_AT_ONCE);
            graph.pass(SETTLE);
            assertThat(graph.written()).hasSize(WaitingNeighborhoods.MOST_AT_ONCE);

            graph.arrive(Vectors.task("newcomer", 10));
            graph.pass(LOOK);
            assertThat(graph.written()).isEmpty();

            graph.pass(SETTLE);
            assertThat(graph.written()).extracting(TaskNeighbors::task).containsExactly("newcomer");
        }
    }

    /** Tasks of which none can be compared with another. */
    private static void arriveApart(GraphDriver graph, int tasks) {
        for (int i = 0; i < tasks; i++) {
            graph.arrive(Vectors.onFoundation("task-" + i, 10, "%064x".formatted(i)));
        }
    }
}
