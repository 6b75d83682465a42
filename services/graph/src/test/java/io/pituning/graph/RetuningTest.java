package io.pituning.graph;

import static io.pituning.graph.SettingsBuilder.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.schemas.event.Neighbor;
import io.pituning.schemas.event.TaskNeighbors;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetuningTest {
    @TempDir
    private Path state;

    @Test
    void onChangeATaskWhoseNearestChangedIsToBeTunedAgain() {
        try (var graph = start(settings())) {
            graph.arrive(Vectors.task("early", 10, 1));
            graph.arrive(Vectors.task("closer", 14));
            graph.written();

            graph.arrive(Vectors.task("far", 89));
            assertThat(graph.written()).extracting(TaskNeighbors::task).doesNotContain("early");

            graph.arrive(Vectors.task("closest", 11));
            TaskNeighbors changed = graph.only("early");
            assertThat(changed.revision()).isEqualTo(3);
            assertThat(changed.neighbors()).extracting(Neighbor::task).containsExactly("closest");
            assertThat(changed.asksForTuning()).isTrue();
        }
    }

    @Test
    void smallChangesAddUpUntilTheyAskForATuning() {
        try (var graph = start(settings().shift(0.6))) {
            graph.arrive(Vectors.task("far", 40));
            graph.arrive(Vectors.task("farther", 42));
            graph.arrive(Vectors.task("farthest", 44));
            graph.arrive(Vectors.task("middle", 10));
            graph.written();

            graph.arrive(Vectors.task("near", 12));
            TaskNeighbors one = graph.only("middle");
            graph.arrive(Vectors.task("nearer", 11));
            TaskNeighbors two = graph.only("middle");

            assertThat(one.asksForTuning()).isFalse();
            assertThat(one.change().orElseThrow().shift()).isBetween(0.3, 0.4);
            assertThat(two.asksForTuning()).isTrue();
            assertThat(two.change().orElseThrow().shift()).isBetween(0.6, 0.8);
        }
    }

    @Test
    void manyArrivalsInAWindowLeadToOneTuningOfEachTask() {
        Duration window = Duration.ofMinutes(1);
        try (var graph = start(settings().window(window))) {
            graph.arrive(Vectors.task("early", 10));
            graph.written();

            for (int i = 0; i < 20; i++) {
                graph.arrive(Vectors.task("arrival-" + i, 40 - i));
            }
            assertThat(graph.written()).extracting(TaskNeighbors::task).doesNotContain("early");
            graph.pass(window.multipliedBy(2));

            assertThat(graph.only("early").neighbors())
                    .extracting(Neighbor::task)
                    .containsExactly("arrival-19", "arrival-18", "arrival-17");
        }
    }

    private GraphDriver start(SettingsBuilder settings) {
        return GraphDriver.start(state, settings.retune(Retune.ON_CHANGE).build());
    }
}
