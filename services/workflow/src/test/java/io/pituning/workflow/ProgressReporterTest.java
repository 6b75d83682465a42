package io.pituning.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pituning.schemas.event.StepProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressReporterTest {
    private final AtomicLong now = new AtomicLong();
    private final List<StepProgress> sent = new ArrayList<>();
    private final ProgressReporter progress =
            new ProgressReporter(Events.KEY, sent::add, new StopSignal(), Duration.ofSeconds(1), now::get);

    @Test
    void isNotToldMoreOftenThanTheInterval() {
        at(0).report("training", 0, 100);
        at(0.5).report("training", 5, 100);
        at(1.2).report("training", 12, 100);

        assertThat(sent).extracting(StepProgress::done).containsExactly(0L, 12L);
    }

    @Test
    void estimatesWhatRemainsFromThePaceSoFar() {
        at(0).report("training", 0, 100);
        at(10).report("training", 20, 100);

        assertThat(sent.get(0).remainingSeconds()).isEmpty();
        assertThat(sent.get(1).remainingSeconds()).hasValue(40.0);
        assertThat(sent.get(1).elapsedSeconds()).isEqualTo(10);
    }

    @Test
    void theEndOfOneOfSeveralThingsIsNotTheEndOfTheStep() {
        at(0).report("preparing", 8, 8);
        at(2).report("training", 0, 10);
        at(4).finish();

        assertThat(sent)
                .filteredOn(event -> event.done() == event.total())
                .singleElement()
                .satisfies(last -> assertThat(last.what()).isEqualTo("training"));
    }

    @Test
    void whatFollowsWhenAllIsCountedIsShownAndEndsNothing() {
        at(0).report("training", 9, 10);
        at(2).report("evaluating", 10, 10);
        at(4).report("evaluating", 10, 10);
        at(6).finish();

        assertThat(sent)
                .extracting(StepProgress::what, StepProgress::done, StepProgress::total)
                .containsExactly(
                        tuple("training", 9L, 10L),
                        tuple("evaluating", 9L, 10L),
                        tuple("evaluating", 9L, 10L),
                        tuple("evaluating", 10L, 10L));
        assertThat(sent.get(2).remainingSeconds())
                .as("nobody can tell how long an evaluation takes")
                .isEmpty();
    }

    @Test
    void whereThereIsNothingToCountTheActivityIsShown() {
        at(0).report("evaluating", 0, 0);
        at(2).finish();

        assertThat(sent)
                .extracting(StepProgress::done, StepProgress::total)
                .containsExactly(tuple(0L, 1L), tuple(1L, 1L));
    }

    private ProgressReporter at(double seconds) {
        now.set((long) (seconds * 1e9));
        return progress;
    }
}
