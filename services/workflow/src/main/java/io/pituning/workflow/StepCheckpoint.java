package io.pituning.workflow;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/** How far one running step is, kept in the artifact store: at intervals, and when the step is asked to give up to be continued elsewhere. */
public final class StepCheckpoint {
    private static final Logger LOG = Logger.getLogger(StepCheckpoint.class);

    private final StepKey key;
    private final ArtifactStore store;
    private final StopSignal stop;
    private final long intervalNanos;
    private final LongSupplier nanoTime;
    private long lastSaved;

    StepCheckpoint(StepKey key, ArtifactStore store, StopSignal stop, Duration interval, LongSupplier nanoTime) {
        this.key = key;
        this.store = store;
        this.stop = stop;
        this.intervalNanos = interval.toNanos();
        this.nanoTime = nanoTime;
        this.lastSaved = nanoTime.getAsLong();
    }

    /** {@return what an interrupted run of this step kept last} */
    public Optional<byte[]> latest() {
        Optional<byte[]> kept = store.checkpoint(key);
        kept.ifPresent(state -> LOG.infof("%s of %s resumes from its checkpoint", key.step(), key.task()));
        return kept;
    }

    /** {@return whether to save now} */
    public boolean isDue() {
        return stop.reason()
                .map(reason -> reason != StopSignal.Reason.SUPERSEDED)
                .orElseGet(() -> nanoTime.getAsLong() - lastSaved >= intervalNanos);
    }

    /** Keeps the state in place of the one before. A store that does not take it costs time after an interruption, not the step. */
    public void save(byte[] state) {
        try {
            store.saveCheckpoint(key, state);
        } catch (StepException e) {
            LOG.warnf("%s of %s has no new checkpoint: %s", key.step(), key.task(), e.getMessage());
        }
        lastSaved = nanoTime.getAsLong();
    }
}
