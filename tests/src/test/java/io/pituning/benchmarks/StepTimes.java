package io.pituning.benchmarks;

import io.pituning.learning.training.ProgressListener;
import java.util.ArrayList;
import java.util.List;

/** Times between the progress of one training step and of the next, without those in which an epoch's validation lies. */
final class StepTimes implements ProgressListener {
    private static final double NANOS_PER_SECOND = 1e9;

    private final String activity;
    private final int stepsPerEpoch;
    private final List<Double> seconds = new ArrayList<>();
    private long last = System.nanoTime();
    private long before;

    /** @param activity what is counted, for example "training" */
    StepTimes(String activity, int stepsPerEpoch) {
        this.activity = activity;
        this.stepsPerEpoch = stepsPerEpoch;
    }

    @Override
    public void progress(String what, long done, long total) {
        long now = System.nanoTime();
        boolean afterValidation = done % stepsPerEpoch == 1;
        // The loop says once more at its end that all is done: that was no step.
        if (what.equals(activity) && !afterValidation && done > before) {
            seconds.add((now - last) / NANOS_PER_SECOND);
        }
        before = done;
        last = now;
    }

    double median() {
        return Times.median(seconds);
    }
}
