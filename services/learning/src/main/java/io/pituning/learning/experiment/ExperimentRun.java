package io.pituning.learning.experiment;

/**
 * One measurement.
 *
 * @param task the target
 * @param method see {@link ExperimentMethod#wireName()}
 * @param shots training examples a label, or {@code full}
 * @param seed of the choice of examples and of the training
 * @param validation score on the scale of the target's metric
 * @param test score on the scale of the target's metric
 * @param seconds of computing for this run; for pi without the own expert it starts from
 */
public record ExperimentRun(
        String task, String method, String shots, long seed, double validation, double test, double seconds) {

    boolean measures(String otherTask, ExperimentMethod otherMethod, String otherShots, long otherSeed) {
        return task.equals(otherTask)
                && method.equals(otherMethod.wireName())
                && shots.equals(otherShots)
                && seed == otherSeed;
    }
}
