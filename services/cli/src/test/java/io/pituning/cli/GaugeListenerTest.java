package io.pituning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.cli.terminal.Display;
import io.pituning.cli.terminal.Gauge;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GaugeListenerTest {
    private final Recorded shown = new Recorded();
    private final GaugeListener listener = new GaugeListener(shown, "experiment");

    private static final class Recorded implements Display {
        private final List<Gauge> gauges = new ArrayList<>();

        @Override
        public void say(String line) {}

        @Override
        public void show(String key, Gauge gauge) {
            gauges.add(gauge);
        }

        @Override
        public void drop(String key) {}

        @Override
        public boolean isRead() {
            return true;
        }

        @Override
        public void close() {}
    }

    @Test
    void saysWhatIsLeftOnceEnoughIsDoneToTell() {
        listener.progress("training", 0, 8000);
        listener.progress("training", 1, 8000);
        listener.progress("training", 100, 8000);

        assertThat(shown.gauges)
                .extracting(gauge -> gauge.remaining().isPresent())
                .containsExactly(false, false, true);
    }

    @Test
    void whatACheckpointLiesBehindTellsNothing() {
        listener.progress("training", 4000, 8000);
        listener.progress("training", 4001, 8000);

        assertThat(shown.gauges)
                .allSatisfy(gauge -> assertThat(gauge.remaining()).isEmpty());
        assertThat(shown.gauges).extracting(Gauge::done).containsExactly(4000L, 4001L);
    }
}
