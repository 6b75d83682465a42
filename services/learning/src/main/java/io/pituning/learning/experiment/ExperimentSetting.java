package io.pituning.learning.experiment;

/**
 * Under what conditions a run was measured. Two runs of one task, method, k and seed are the same run when their settings are equal; so one
 * file holds several settings.
 *
 * <p>Which tasks the pool consists of is not part of it: keep one file for one collection of tasks.
 *
 * @param shots training examples a label of the target, or {@code full}
 * @param pool {@code full} where the pool's tasks have plenty of data, {@code scarce} where they have as few as the target
 * @param poolExamples most training examples of a pool task
 * @param expert the experts' method, see {@link io.pituning.learning.expert.MethodKind#wireName()}
 * @param parameters of an expert; 0 where the run does not say it, which fits any number
 * @param foundation the foundation model's name
 */
public record ExperimentSetting(
        String shots, String pool, int poolExamples, String expert, long parameters, String foundation) {

    /** Whether both mean the same conditions. */
    public boolean fits(ExperimentSetting other) {
        boolean unsaid = parameters == 0 || other.parameters == 0;
        return withParameters(0).equals(other.withParameters(0)) && (unsaid || parameters == other.parameters);
    }

    /** The setting in words, for a heading. */
    public String title() {
        String data = shots.equals("full") ? "all data" : shots + " shots";
        return data + ", pool " + pool + ", " + expert;
    }

    private ExperimentSetting withParameters(long value) {
        return new ExperimentSetting(shots, pool, poolExamples, expert, value, foundation);
    }
}
