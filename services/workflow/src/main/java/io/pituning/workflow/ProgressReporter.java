package io.pituning.workflow;

import io.pituning.schemas.event.StepProgress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Tells how far one step is, not more often than a person can read.
 *
 * <p>A step may count several things one after the other. Only {@link #finish()} sends the event with {@code done == total} that ends the
 * step. Also the place where a long step notices that it shall not go on: learning reports progress all the time.
 */
public final class ProgressReporter {
    private static final double NANOS_PER_SECOND = 1e9;

    private final StepKey key;
    private final Consumer<StepProgress> events;
    private final StopSignal stop;
    private final long intervalNanos;
    private final LongSupplier nanoTime;
    private final long begin;

    private String what = "";
    private long phaseBegin;
    private long total = 1;
    private Optional<Long> lastSent = Optional.empty();

    ProgressReporter(
            StepKey key, Consumer<StepProgress> events, StopSignal stop, Duration interval, LongSupplier nanoTime) {
        this.key = key;
        this.events = events;
        this.stop = stop;
        this.intervalNanos = interval.toNanos();
        this.nanoTime = nanoTime;
        this.begin = nanoTime.getAsLong();
        this.phaseBegin = begin;
    }

    /**
     * Says that {@code done} of {@code outOf} of something are done. When all are, one less is sent: the step is not over, and what it does
     * then shall be seen.
     *
     * @throws StepStoppedException when the step shall not go on
     */
    public synchronized void report(String counted, long done, long outOf) {
        stop.check();
        long now = nanoTime.getAsLong();
        if (!counted.equals(what)) {
            what = counted;
            phaseBegin = now;
        }
        total = Math.max(1, outOf);
        boolean due = lastSent.map(at -> now - at >= intervalNanos).orElse(true);
        if (due) {
            lastSent = Optional.of(now);
            events.accept(event(Math.min(done, total - 1), now, remaining(done, now)));
        }
    }

    /** Says that the step is done. */
    synchronized void finish() {
        if (what.isEmpty()) {
            what = "steps";
        }
        events.accept(event(total, nanoTime.getAsLong(), Optional.of(0.0)));
    }

    /** {@return seconds since the step began} */
    public double elapsedSeconds() {
        return (nanoTime.getAsLong() - begin) / NANOS_PER_SECOND;
    }

    /** Nothing where all is done, too: how long the step goes on after that, the pace does not tell. */
    private Optional<Double> remaining(long done, long now) {
        return done > 0 && done < total
                ? Optional.of((now - phaseBegin) / NANOS_PER_SECOND / done * (total - done))
                : Optional.empty();
    }

    private StepProgress event(long done, long now, Optional<Double> remaining) {
        return new StepProgress(
                key.task(),
                key.registration(),
                key.step(),
                what,
                done,
                total,
                (now - begin) / NANOS_PER_SECOND,
                remaining);
    }
}
