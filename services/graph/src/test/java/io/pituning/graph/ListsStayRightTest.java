package io.pituning.graph;

import static io.pituning.graph.SettingsBuilder.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.schemas.event.Neighbor;
import io.pituning.schemas.event.TaskNeighbors;
import io.pituning.schemas.event.TaskRegistered;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListsStayRightTest {
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
    void aTombstoneTakesTheTaskOutAndIsPassedOn() {
        graph.arrive(Vectors.task("retired", 10));
        graph.written();

        graph.retire("retired");
        List<TestRecord<String, byte[]>> passedOn = graph.records();
        graph.arrive(Vectors.task("later", 10));

        assertThat(passedOn).singleElement().satisfies(tombstone -> {
            assertThat(tombstone.key()).isEqualTo("retired");
            assertThat(tombstone.value()).isNull();
        });
        assertThat(graph.written().get(0).neighbors()).isEmpty();
    }

    @Test
    void aListThatLostMoreThanItRememberedIsFilledAgain() {
        graph.arrive(Vectors.task("kept", 10, 2));
        int tasks = 40;
        for (int i = 1; i <= tasks; i++) {
            graph.arrive(Vectors.task("task-" + i, 10 + i));
        }
        for (int i = 1; i <= tasks - 2; i++) {
            graph.retire("task-" + i);
        }

        List<TaskNeighbors> last = graph.written().stream()
                .filter(event -> event.task().equals("kept"))
                .toList();
        assertThat(last.get(last.size() - 1).neighbors())
                .extracting(Neighbor::task)
                .containsExactly("task-39", "task-40");
    }

    @Test
    void aNewVectorCorrectsEveryListTheOldOneStoodIn() {
        graph.arrive(Vectors.task("one", 10, 1));
        graph.arrive(Vectors.task("moving", 11));
        graph.arrive(Vectors.task("other", 15));
        graph.written();

        TaskRegistered again = TaskRegistered.of("moving", "builtin:any").withSeed(8);
        graph.arrive(
                Vectors.task(again, 80, Vectors.task("one", 10).foundation().sha256()));

        TaskNeighbors corrected = graph.only("one");
        assertThat(corrected.neighbors()).extracting(Neighbor::task).containsExactly("other");
        assertThat(corrected.change()).hasValueSatisfying(change -> {
            assertThat(change.entered()).containsExactly("other");
            assertThat(change.left()).containsExactly("moving");
        });
    }
}
