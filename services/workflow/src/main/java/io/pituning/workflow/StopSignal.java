package io.pituning.workflow;

import java.util.concurrent.atomic.AtomicBoolean;

/** Tells running steps that the process wants to stop. */
public final class StopSignal {
    private final AtomicBoolean stopping = new AtomicBoolean();

    /** Asks running steps to give up. */
    public void stop() {
        stopping.set(true);
    }

    /**
     * Returns while the process runs on.
     *
     * @throws StepStoppedException when it stops
     */
    public void check() {
        if (stopping.get()) {
            throw new StepStoppedException();
        }
    }
}
