package io.pituning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.cli.street.Arrival;
import io.pituning.cli.street.Mood;
import io.pituning.cli.terminal.Display;
import io.pituning.cli.terminal.Gauge;
import io.pituning.schemas.Topic;
import io.pituning.schemas.event.Event;
import io.pituning.schemas.event.Step;
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

        show(Topic.FAILURES, Mood.failed(Step.TRAIN, Optional.of(Mood.REGISTRATION), 5));

        assertThat(shown.bars).containsExactly("mood embed", "trec train");
        assertThat(shown.lines)
                .containsExactly("mood: There is no folder /data/mood. Check the address. (dataset-missing)");
    }

    @Test
    void aFailureOnARecordThatCouldNotBeReadIsToldByItsKeyAndEndsNoBar() {
        show(Topic.PROGRESS, progress("mood", Step.TRAIN));

        show(Topic.FAILURES, Mood.failed(Step.TRAIN, Optional.empty(), 5));

        assertThat(shown.bars).containsExactly("mood train");
        assertThat(shown.lines)
                .containsExactly("mood: There is no folder /data/mood. Check the address. (dataset-missing)");
    }

    private void show(Topic topic, Event event) {
        WatchCommand.show(new Arrival(topic, event.subject(), Optional.of(event), Instant.EPOCH), shown);
    }

    private static StepProgress progress(String task, Step step) {
        return new StepProgress(task, "0123", step, "steps", 3, 10, 1, Optional.empty());
    }
}
