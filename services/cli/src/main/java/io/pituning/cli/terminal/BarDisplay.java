package io.pituning.cli.terminal;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Bars that move, below the lines that stay: for a terminal. The library draws a bar, this puts it in its place. */
final class BarDisplay implements Display {
    private static final int REFRESH_MILLIS = 250;
    /** Below this, a line has no room for everything. */
    private static final int NARROW = 80;
    /** What a line needs beside its label and its note: percentage, a bar of ten characters, counts, the time remaining. */
    private static final int LEAST = " 100% ".length() + 12 + " 100/100 (0:00:00) ".length();

    private static final String UP = "\033[%dA";
    private static final String CLEAR_BELOW = "\r\033[J";

    private final PrintWriter out;
    private final int columns;
    private final Map<String, Bar> bars = new LinkedHashMap<>();
    private int drawn;

    BarDisplay(PrintWriter out, int columns) {
        this.out = out;
        this.columns = columns;
    }

    @Override
    public synchronized void say(String line) {
        erase();
        out.println(line);
        draw();
    }

    @Override
    public synchronized void show(String key, Gauge gauge) {
        bars.computeIfAbsent(key, any -> new Bar(gauge.label())).update(gauge);
    }

    @Override
    public void drop(String key) {
        remove(key).ifPresent(Bar::close);
        redraw();
    }

    @Override
    public synchronized boolean isRead() {
        return !out.checkError();
    }

    @Override
    public void close() {
        // Not under the lock: closing a bar waits for the library's thread, which may be waiting for the lock to draw.
        removeAll().forEach(Bar::close);
        redraw();
    }

    private synchronized Optional<Bar> remove(String key) {
        return Optional.ofNullable(bars.remove(key));
    }

    private synchronized List<Bar> removeAll() {
        List<Bar> all = List.copyOf(bars.values());
        bars.clear();
        return all;
    }

    private synchronized void redraw() {
        erase();
        draw();
    }

    private void erase() {
        if (drawn > 0) {
            out.print(UP.formatted(drawn) + CLEAR_BELOW);
            drawn = 0;
        }
    }

    private void draw() {
        for (Bar bar : bars.values()) {
            if (!bar.line.isEmpty()) {
                out.println(bar.line);
                drawn++;
            }
        }
        out.flush();
    }

    private final class Bar {
        private final ProgressBar bar;
        private volatile Optional<Duration> remaining = Optional.empty();
        private volatile String line = "";
        private volatile boolean open = true;

        Bar(String label) {
            ProgressBarBuilder builder = new ProgressBarBuilder()
                    .setTaskName(label)
                    .setInitialMax(-1)
                    .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                    .setUpdateIntervalMillis(REFRESH_MILLIS)
                    .continuousUpdate()
                    .setEtaFunction(state -> remaining)
                    .setConsumer(new DelegatingProgressBarConsumer(this::rendered, columns - 1));
            if (columns < NARROW) {
                builder.setRenderer(new ShortLine(ProgressBarStyle.UNICODE_BLOCK, state -> remaining));
            }
            this.bar = builder.build();
        }

        void update(Gauge gauge) {
            remaining = gauge.remaining();
            bar.maxHint(gauge.total() == 0 ? -1 : gauge.total());
            bar.stepTo(gauge.done());
            int room = Math.max(0, columns - 1 - LEAST - gauge.label().length());
            bar.setExtraMessage(gauge.note().substring(0, Math.min(gauge.note().length(), room)));
        }

        private void rendered(String text) {
            if (open) {
                line = text;
                redraw();
            }
        }

        void close() {
            open = false;
            bar.close();
        }
    }
}
