package io.pituning.cli;

import io.pituning.cli.terminal.Display;
import io.pituning.cli.terminal.Durations;
import io.pituning.cli.terminal.Gauge;
import io.pituning.learning.training.ProgressListener;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Shows a long computation of the learning core; the remaining time counts from its first word, which may go on from a checkpoint. */
final class GaugeListener implements ProgressListener {
    /** Before so much is done nobody can tell how long the rest takes. */
    private static final double SHARE_THAT_TELLS = 0.0025;

    private final Display display;
    private final String label;
    private Instant begin = Instant.now();
    private long first = -1;

    GaugeListener(Display display, String label) {
        this.display = display;
        this.label = label;
    }

    @Override
    public void progress(String what, long done, long total) {
        if (first < 0) {
            first = done;
            begin = Instant.now();
        }
        display.show(label, new Gauge(label, what, done, total, remaining(done, total)));
    }

    private Optional<Duration> remaining(long done, long total) {
        long since = done - first;
        if (since == 0 || since < SHARE_THAT_TELLS * total) {
            return Optional.empty();
        }
        double perStep = Duration.between(begin, Instant.now()).toMillis() / 1e3 / since;
        return Optional.of(Durations.ofSeconds(perStep * (total - done)));
    }
}
