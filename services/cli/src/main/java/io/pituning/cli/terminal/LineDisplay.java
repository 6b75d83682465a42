package io.pituning.cli.terminal;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Whole lines, few of them: for a file or a pipe. */
final class LineDisplay implements Display {
    private static final long INTERVAL_NANOS = Duration.ofSeconds(5).toNanos();

    private final PrintWriter out;
    private final LongSupplier nanoTime;
    private long lastShown;

    LineDisplay(PrintWriter out) {
        this(out, System::nanoTime);
    }

    LineDisplay(PrintWriter out, LongSupplier nanoTime) {
        this.out = out;
        this.nanoTime = nanoTime;
        this.lastShown = nanoTime.getAsLong();
    }

    @Override
    public synchronized void say(String line) {
        out.println(line);
        out.flush();
    }

    @Override
    public synchronized void show(String key, Gauge gauge) {
        long now = nanoTime.getAsLong();
        if (now - lastShown < INTERVAL_NANOS) {
            return;
        }
        lastShown = now;
        say(gauge.label() + " " + gauge.percent() + " %"
                + gauge.remaining()
                        .map(time -> ", about " + Durations.words(time) + " left")
                        .orElse("")
                + (gauge.note().isEmpty() ? "" : " (" + gauge.note() + ")"));
    }

    @Override
    public void drop(String key) {}

    @Override
    public synchronized boolean isRead() {
        return !out.checkError();
    }

    @Override
    public void close() {}
}
