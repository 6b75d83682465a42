package io.pituning.graph;

import static io.pituning.graph.SettingsBuilder.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pituning.schemas.event.Neighbor;
import io.pituning.schemas.event.NeighborhoodChange;
import io.pituning.schemas.event.PooledVector;
import io.pituning.schemas.event.TaskNeighbors;
import io.pituning.schemas.event.TaskRegistered;
import io.pituning.schemas.event.Tuning;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevisionsTest {
    @TempDir
    private Path state;

    @Test
    void anUnchangedVectorIsWrittenOnce() {
        try (var graph =
                GraphDriver.start(state, settings().retune(Retune.ON_CHANGE).build())) {
            graph.arrive(Vectors.task("one", 10));

            graph.arrive(Vectors.task("one", 10));

            assertThat(graph.written()).hasSize(1);
        }
    }

    @Test
    void aVectorPooledOtherwiseIsANewOne() {
        try (var graph = GraphDriver.start(state, settings().build())) {
            graph.arrive(Vectors.pooled(Vectors.task("one", 10), PooledVector.BLOCK));

            graph.arrive(Vectors.pooled(Vectors.task("one", 10), PooledVector.ROW));

            assertThat(graph.written()).extracting(TaskNeighbors::revision).containsExactly(1, 2);
        }
    }

    @Test
    void aNewRegistrationStartsAgainAtRevisionOne() {
        try (var graph =
                GraphDriver.start(state, settings().retune(Retune.ON_CHANGE).build())) {
            graph.arrive(Vectors.task("one", 10));
            graph.arrive(Vectors.task("other", 12));
            graph.written();

            TaskRegistered again = TaskRegistered.of("one", "builtin:any").withSeed(8);
            graph.arrive(
                    Vectors.task(again, 11, Vectors.task("one", 10).foundation().sha256()));

            assertThat(graph.written())
                    .filteredOn(event -> event.task().equals("one"))
                    .extracting(TaskNeighbors::registration, TaskNeighbors::revision)
                    .containsExactly(tuple(again.registrationId(), 1));
        }
    }

    @Test
    void aChangedNeighborhoodTellsWhatIsNewButWithoutRetuningAsksForNothing() {
        try (var graph = GraphDriver.start(state, settings().build())) {
            graph.arrive(Vectors.task("early", 10));
            assertThat(graph.written()).singleElement().matches(TaskNeighbors::asksForTuning);

            graph.arrive(Vectors.task("late", 12));

            TaskNeighbors changed = graph.only("early");
            assertThat(changed.revision()).isEqualTo(2);
            assertThat(changed.neighbors()).extracting(Neighbor::task).containsExactly("late");
            assertThat(changed.change()).hasValue(new NeighborhoodChange(List.of("late"), List.of(), 1));
            assertThat(changed.tuning()).isEqualTo(new Tuning(1, List.of()));
            assertThat(changed.asksForTuning()).isFalse();
        }
    }
}
