package io.pituning.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlacesTest {
    private static final int WAITING = 20;

    private final Places places = new Places(1, Duration.ofMillis(1));
    private final Map<Integer, StopSignal> stops = new ConcurrentHashMap<>();
    private final List<Integer> entered = new CopyOnWriteArrayList<>();
    private final List<Thread> steps = new ArrayList<>();

    @AfterEach
    void end() {
        stops.values().forEach(stop -> stop.stop(StopSignal.Reason.PROCESS_STOPS));
    }

    @Test
    void theStepsThatWaitGetTheirPlacesInTheOrderInWhichTheyCame() {
        places.enter(new StopSignal());
        waitOneAfterTheOther();

        places.leave();

        awaitAll();
        assertThat(entered)
                .containsExactlyElementsOf(IntStream.range(0, WAITING).boxed().toList());
    }

    @Test
    void whoGivesUpWaitingLeavesItsTurnToTheNext() {
        places.enter(new StopSignal());
        waitOneAfterTheOther();
        stops.get(0).stop(StopSignal.Reason.SUPERSEDED);

        places.leave();

        awaitAll();
        assertThat(entered)
                .containsExactlyElementsOf(IntStream.range(1, WAITING).boxed().toList());
    }

    /** Each step leaves as soon as it has entered. */
    private void waitOneAfterTheOther() {
        for (int number = 0; number < WAITING; number++) {
            int step = number;
            stops.put(step, new StopSignal());
            var thread = new Thread(() -> {
                try {
                    places.enter(stops.get(step));
                    entered.add(step);
                    places.leave();
                } catch (StepStoppedException givenUp) {
                    // It has not entered.
                }
            });
            thread.start();
            steps.add(thread);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        }
    }

    private void awaitAll() {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> steps.stream()
                .noneMatch(Thread::isAlive));
    }
}
