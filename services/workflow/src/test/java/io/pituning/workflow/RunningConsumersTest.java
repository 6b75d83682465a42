package io.pituning.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RunningConsumersTest {
    private final AtomicLong now = new AtomicLong();
    private final List<String> calls = new ArrayList<>();
    private final RunningConsumers consumers = new RunningConsumers(now::get);

    @Test
    void allAreAskedToStopBeforeAnyIsWaitedForAndShareOneGrace() {
        consumers.add(new Slow("trainer", Duration.ofSeconds(10)));
        consumers.add(new Slow("embedder", Duration.ofSeconds(7)));
        consumers.add(new Slow("interpolator", Duration.ZERO));

        consumers.stop(Duration.ofSeconds(15));

        assertThat(calls)
                .containsExactly(
                        "trainer",
                        "embedder",
                        "interpolator",
                        "trainer at most PT15S",
                        "embedder at most PT5S",
                        "interpolator at most PT-2S");
    }

    /** A consumer that takes its time to stop, whatever it is given. */
    private final class Slow implements RunningConsumers.Running {
        private final String name;
        private final Duration time;

        Slow(String name, Duration time) {
            this.name = name;
            this.time = time;
        }

        @Override
        public void stop() {
            calls.add(name);
        }

        @Override
        public void awaitStop(Duration atMost) {
            calls.add(name + " at most " + atMost);
            now.addAndGet(time.toNanos());
        }

        @Override
        public boolean isIdle() {
            return true;
        }
    }
}
