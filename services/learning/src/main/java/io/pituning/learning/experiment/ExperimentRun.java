package io.pituning.learning.experiment;

import java.util.OptionalDouble;

/**
 * One measurement.
 *
 * @param task the target
 * @param method see {@link ExperimentMethod#wireName()}
 * @param k how many neighbors were asked to take part; a small pool has fewer
 * @param setting the conditions
 * @param seed of the choice of examples and of the training
 * @param outcome what was reached
 * @param metric what validation and test of the outcome are measured by, see {@link io.pituning.learning.metric.Metric#wireName()}
 * @param chance what one reaches on test without learning, 0 to 1; empty where there are no labels, where accuracy does not count,
 *     and in runs of an early version
 * @param seconds of computing for this run alone: without the pool's experts, task vectors and, but for {@code own}, the own expert
 */
public record ExperimentRun(
        String task,
        String method,
        int k,
        ExperimentSetting setting,
        long seed,
        Outcome outcome,
        String metric,
        OptionalDouble chance,
        double seconds) {

    boolean measures(String otherTask, String otherMethod, int otherK, ExperimentSetting other, long otherSeed) {
        return task.equals(otherTask)
                && method.equals(otherMethod)
                && k == otherK
                && seed == otherSeed
                && setting.fits(other);
    }

    /** The same, with a setting that it fits: one of an early version does not say all of it. */
    ExperimentRun under(ExperimentSetting said) {
        return new ExperimentRun(task, method, k, said, seed, outcome, metric, chance, seconds);
    }
}
