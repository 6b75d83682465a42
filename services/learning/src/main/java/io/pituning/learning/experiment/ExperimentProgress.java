package io.pituning.learning.experiment;

import io.pituning.learning.training.ProgressListener;

/** Tells the activities of single runs as progress of the whole experiment, which is what it has still to measure. */
final class ExperimentProgress implements ProgressListener {
    private static final long UNITS_PER_RUN = 100;

    private final ProgressListener listener;
    private final int runs;
    private int current = -1;
    private String label = "";

    /** @param runs how many are to be measured */
    ExperimentProgress(ProgressListener listener, int runs) {
        this.listener = listener;
        this.runs = runs;
    }

    /** The next run begins. */
    void next(String name) {
        current++;
        label = name;
    }

    @Override
    public void progress(String what, long done, long total) {
        listener.progress(
                label + ", " + what,
                UNITS_PER_RUN * current + UNITS_PER_RUN * done / Math.max(1, total),
                UNITS_PER_RUN * runs);
    }
}
