package io.pituning.learning.experiment;

import io.pituning.learning.data.DataSet;
import io.pituning.learning.expert.Method;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.training.TrainingSettings;
import java.util.OptionalInt;

/**
 * One setting of a plan with one seed: which examples a task gets, and how its expert is trained.
 *
 * @param expert method and shape of every expert
 * @param shots training examples a label of the target; empty for all its data
 * @param seed of the choice of examples and of all training
 */
record Scenario(ExperimentPlan plan, Method expert, OptionalInt shots, long seed) {

    /** The setting as a run records it. */
    ExperimentSetting setting(FoundationModel model) {
        return new ExperimentSetting(
                shots.isPresent() ? Integer.toString(shots.getAsInt()) : "full",
                scarcePool() ? "scarce" : "full",
                plan.poolExamples(),
                expert.kind().wireName(),
                expert.layout(model.backbone().sites()).elements(),
                model.name());
    }

    DataSet target(DataSet data) {
        return shots.isPresent() ? data.shots(shots.getAsInt(), seed) : bounded(data);
    }

    DataSet poolMember(DataSet data) {
        return scarcePool() ? data.shots(shots.getAsInt(), seed) : bounded(data);
    }

    TrainingSettings targetTraining() {
        return (shots.isPresent() ? plan.few() : plan.plenty()).withSeed(seed);
    }

    /**
     * The training of what is compared with π at equal cost: as many epochs as the own expert and the interpolation may take together. It
     * never stops early, so that such a rival has at least as many steps as π.
     */
    TrainingSettings longTraining() {
        int epochs = 2 * targetTraining().epochs();
        return targetTraining().withEpochs(epochs).withPatience(epochs);
    }

    TrainingSettings poolTraining() {
        return (scarcePool() ? plan.few() : plan.plenty()).withSeed(seed);
    }

    private boolean scarcePool() {
        return plan.scarcePool() && shots.isPresent();
    }

    private DataSet bounded(DataSet data) {
        return data.limit(plan.poolExamples(), validationBound(), Integer.MAX_VALUE, seed);
    }

    /** Most validation examples of a task with plenty of data. */
    int validationBound() {
        return Math.max(1, plan.poolExamples() / 4);
    }
}
