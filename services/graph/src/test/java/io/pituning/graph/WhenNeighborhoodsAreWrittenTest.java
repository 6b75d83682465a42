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
        }
    }
}
