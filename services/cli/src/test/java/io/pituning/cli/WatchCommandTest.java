package io.pituning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.cli.street.Arrival;
import io.pituning.cli.terminal.Display;
import io.pituning.cli.terminal.Gauge;
import io.pituning.schemas.Topic;
import io.pituning.schemas.event.Event;
import io.pituning.schemas.event.Original;
import io.pituning.schemas.event.Step;
import io.pituning.schemas.event.StepFailed;
import io.pituning.schemas.event.StepProgress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WatchCommandTest {
    private final Recorded shown = new Recorded();

    private static final class Recorded implements Display {
        private final List<String> lines = new ArrayList<>();
        private final Set<String> bars = new LinkedHashSet<>();

        @Override
        public void say(String line) {
            lines.add(line);
        }

        @Override
        public void show(String key, Gauge gauge) {
            bars.add(key);
        }

        @Override
        public void drop(String key) {
            bars.remove(key);
        }

        @Override
        public boolean isRead() {
            return true;
        }

        @Override
        public void close() {}
    }

    @Test
    void aFailedStepsBarEndsAndTheOthersGoOn() {
        show(Topic.PROGRESS, progress("mood", Step.TRAIN));
        show(Topic.PROGRESS, progress("mood", Step.EMBED));
        show(Topic.PROGRESS, progress("trec", Step.TRAIN));

        show(Topic.FAILURES, failed(Optional.of("mood")));

        assertThat(shown.bars).containsExactly("mood embed", "trec train");
        assertThat(shown.lines)
                .containsExactly("mood: The gradient is not finite. Register with a lower rate. (training-diverged)");
    }

    @Test
    void aFailureThatTellsNoTaskEndsNoBar() {
        show(Topic.PROGRESS, progress("mood", Step.TRAIN));

        show(Topic.FAILURES, failed(Optional.empty()));

        assertThat(shown.bars).containsExactly("mood train");
        assertThat(shown.lines).hasSize(1);
    }

    private void show(Topic topic, Event event) {
        WatchCommand.show(new Arrival(topic, event.subject(), Optional.of(event), Instant.EPOCH), shown);
    }

    private static StepProgress progress(String task, Step step) {
        return new StepProgress(task, "0123", step, "steps", 3, 10, 1, Optional.empty());
    }

    private static StepFailed failed(Optional<String> task) {
        return new StepFailed(
                Step.TRAIN,
                task,
                task.map(any -> "0123"),
                "training-diverged",
                "The gradient is not finite.",
                "Register with a lower rate.",
                false,
                1,
                Original.of("pi.tasks", 0, 0, Optional.empty(), List.of(), Optional.empty()));
    }
}
