package io.pituning.learning.experiment.report;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * By how much one method is better than another on test, as differences of shares, 0.01 being a percentage point.
 *
 * @param method the name of the one
 * @param rival the name of the other
 * @param seeds how many seeds all tasks have; the mean is over these
 * @param mean over the tasks, its interval over the seeds
 * @param byTask the same of each task, paired by seed, over all seeds that the task has; at least one
 */
public record Gain(
        String method, String rival, int seeds, ConfidenceInterval mean, Map<String, ConfidenceInterval> byTask) {
    /** Copies the map. */
    public Gain {
        byTask = Collections.unmodifiableMap(new LinkedHashMap<>(byTask));
    }

    /** The task where the method gains least, or loses most; of equal ones the first. */
    public String worstTask() {
        return byTask.keySet().stream()
                .min(Comparator.comparingDouble(task -> byTask.get(task).mean()))
                .orElseThrow();
    }

    /** What it gains there. */
    public ConfidenceInterval worst() {
        return byTask.get(worstTask());
    }
}
