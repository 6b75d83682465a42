package io.pituning.cli.terminal;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import me.tongfei.progressbar.DefaultProgressBarRenderer;
import me.tongfei.progressbar.ProgressBarStyle;
import me.tongfei.progressbar.ProgressState;

/** A bar's line without the time elapsed: on a narrow terminal it would take the room of the bar and of the time remaining. */
final class ShortLine extends DefaultProgressBarRenderer {
    /** As the library begins the times: {@code (0:00:03 / 0:01:15)}. */
    private static final Pattern ELAPSED = Pattern.compile("\\(\\d+:\\d\\d:\\d\\d / ");

    private static final int MINUTES_AND_SECONDS = ":00:00 / ".length();

    ShortLine(ProgressBarStyle style, Function<ProgressState, Optional<Duration>> remaining) {
        super(style, "", 1, false, null, ChronoUnit.SECONDS, true, remaining);
    }

    @Override
    public String render(ProgressState progress, int columns) {
        int hours = Long.toString(progress.getTotalElapsed().toHours()).length();
        String line = super.render(progress, columns + hours + MINUTES_AND_SECONDS);
        String shorter = ELAPSED.matcher(line).replaceFirst("(");
        return shorter.substring(0, Math.min(shorter.length(), columns));
    }
}
