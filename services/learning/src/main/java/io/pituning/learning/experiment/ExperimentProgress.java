package io.pituning.learning.experiment;

import io.pituning.learning.training.ProgressListener;

/**
 * Tells the activities of single runs as progress of the whole experiment, which is what it has still to measure.
 *
 * <p>How many activities a run has is not known before, a training of the pool may be among them: each counts for half of what the ones
 * before it have left of the run, so that the whole never goes back.
 */
final class ExperimentProgress implements ProgressListener {
    private static final long UNITS_PER_RUN = 100;
    private static final double OF_THE_REST = 0.5;

    private final ProgressListener listener;
    private final int runs;
    private int current = -1;
    private String label = "";
    private String activity = "";
    /** How much of the activity is done. */
    private double part;
    /** How much of the current run is done, and was when the activity began. */
    private double share;

    private double shareBefore;

    /** @param runs how many are to be measured */
    ExperimentProgress(ProgressListener listener, int runs) {
        this.listener = listener;
        this.runs = runs;
    }

    /** The next run begins. */
    void next(String name) {
        current++;
        label = name;
        activity = "";
        share = 0;
    }

    @Override
    public void progress(String what, long done, long total) {
        double now = (double) done / Math.max(1, total);
        if (!what.equals(activity) || now < part) {
            activity = what;
            shareBefore = share;
        }
        part = now;
        share = shareBefore + (1 - shareBefore) * OF_THE_REST * part;
        listener.progress(
                "%s, %s %d %%".formatted(label, what, (int) (100 * part)),
                UNITS_PER_RUN * current + (long) (UNITS_PER_RUN * share),
                UNITS_PER_RUN * runs);
    }
}
