package io.pituning.cli.terminal;

import java.time.Duration;
import java.util.Optional;

/**
 * How far something is.
 *
 * @param label what it is
 * @param note what is being done just now; may be empty
 * @param done how much is done
 * @param total how much there is; 0 while nobody can tell
 * @param remaining how long it will probably still take
 */
public record Gauge(String label, String note, long done, long total, Optional<Duration> remaining) {
    private static final int PERCENT = 100;

    /** {@return the share that is done, 0 to 100} */
    long percent() {
        return total == 0 ? 0 : PERCENT * Math.min(done, total) / total;
    }
}
