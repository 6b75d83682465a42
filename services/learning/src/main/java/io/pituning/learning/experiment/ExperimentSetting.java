package io.pituning.learning.experiment;

/**
 * Under what conditions a run was measured. Two runs of one task, method, k and seed are the same run when their settings are equal; so one
 * file holds several settings.
 *
 * <p>Which tasks the pool consists of is not part of it: keep one file for one collection of tasks.
 *
 * @param shots training examples a label of the target, or {@link #FULL}
 * @param pool {@link #FULL} where the pool's tasks have plenty of data, {@link #SCARCE} where they have as few as the target
 * @param poolExamples most training examples of a task with plenty of data: of the pool, or a target with all its data
 * @param poolSeed of the choice of the pool's examples and of its experts' training
 * @param training how the target's own expert is trained, see {@link io.pituning.learning.training.TrainingSettings#words()}
 * @param poolTraining how the pool's experts are trained, in the same words
 * @param expert the experts' method, see {@link io.pituning.learning.expert.MethodKind#wireName()}
 * @param parameters of an expert
 * @param foundation the foundation model's name
 * @param foundationSha256 the foundation model's weights, see {@link io.pituning.learning.foundation.FoundationModel#sha256()}
 */
public record ExperimentSetting(
        String shots,
        String pool,
        int poolExamples,
        long poolSeed,
        String training,
        String poolTraining,
        String expert,
        long parameters,
        String foundation,
        String foundationSha256) {

    /** All data, of the target or of the pool's tasks, but at most {@link #poolExamples} training examples of each. */
    public static final String FULL = "full";

    /** As few examples of the pool's tasks as of the target. */
    public static final String SCARCE = "scarce";

    private static final int HASH_DIGITS = 8;

    /** Whether the target has all its data, see {@link #FULL}. */
    public boolean isFull() {
        return shots.equals(FULL);
    }

    /** Whether the pool's tasks have plenty of data. */
    public boolean hasFullPool() {
        return pool.equals(FULL);
    }

    /** The setting in words, for a heading. */
    public String title() {
        String data = isFull() ? "all data (at most " + poolExamples + " examples)" : shots + " shots";
        return data + ", pool " + pool + ", " + expert;
    }

    /** The setting with all that tells it from others of its {@link #title()}. */
    public String longTitle() {
        return title() + " of " + parameters + " parameters on " + foundation + " "
                + foundationSha256.substring(0, Math.min(HASH_DIGITS, foundationSha256.length())) + ", pool of "
                + poolExamples + " examples and seed " + poolSeed + "; " + training + ", pool " + poolTraining;
    }
}
