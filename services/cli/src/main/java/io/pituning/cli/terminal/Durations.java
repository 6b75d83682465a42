package io.pituning.cli.terminal;

import java.time.Duration;

/** Durations as people say them. */
public final class Durations {
    private static final int SECONDS_A_MINUTE = 60;

    private Durations() {}

    /** {@return for example {@code 45 s}, {@code 3 min 5 s} or {@code 2 h 10 min}} */
    public static String words(Duration duration) {
        long seconds = Math.round(duration.toMillis() / 1e3);
        long minutes = seconds / SECONDS_A_MINUTE;
        if (minutes == 0) {
            return seconds + " s";
        }
        return minutes < SECONDS_A_MINUTE
                ? minutes + " min " + seconds % SECONDS_A_MINUTE + " s"
                : minutes / SECONDS_A_MINUTE + " h " + minutes % SECONDS_A_MINUTE + " min";
    }

    /** {@return a duration of so many seconds} */
    public static Duration ofSeconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1e3));
    }
}
