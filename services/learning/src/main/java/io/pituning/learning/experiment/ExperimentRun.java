package io.pituning.learning.experiment;

import io.pituning.learning.metric.Metric;
import java.util.OptionalDouble;

/**
 * One measurement.
 *
 * @param identity what was measured
 * @param outcome what was reached
 * @param metric what validation and test of the outcome are measured by, see {@link io.pituning.learning.metric.Metric#wireName()}
 * @param chance what one reaches on test without learning, 0 to 1; empty where there are no labels and where accuracy does not count
 * @param seconds of computing for this run alone: without the pool's experts, task vectors and, but for {@code own}, the own expert
 */
public record ExperimentRun(Identity identity, Outcome outcome, String metric, OptionalDouble chance, double seconds) {

    /**
     * What tells a run from others: two runs of one identity are the same measurement.
     *
     * @param task the target
     * @param method see {@link ExperimentMethod#wireName()}
     * @param k how many neighbors were asked to take part; a small pool has fewer
     * @param setting the conditions
     * @param seed of the choice of the target's examples and of the training on them
     */
    public record Identity(String task, String method, int k, ExperimentSetting setting, long seed) {}

    public String task() {
        return identity.task();
    }

    public String method() {
        return identity.method();
    }

    public int k() {
        return identity.k();
    }

    public ExperimentSetting setting() {
        return identity.setting();
    }

    public long seed() {
        return identity.seed();
    }

    /** The test score's place on the way from the metric's worst to its best, 0 to 1, so that tasks of different metrics can stand side by side. */
    public double testShare() {
        return Metric.named(metric).share(outcome.test());
    }
}
