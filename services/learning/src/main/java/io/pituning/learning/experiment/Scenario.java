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
 * @param shots training examples a label of the target; empty for all its data, but no more than of a pool task
 * @param seed of the choice of the target's examples and of the training on them; the pool has a seed of its own
 */
record Scenario(ExperimentPlan plan, Method expert, OptionalInt shots, long seed) {

    /** The setting as a run records it. */
    ExperimentSetting setting(FoundationModel model) {
        return new ExperimentSetting(
                shots.isPresent() ? Integer.toString(shots.getAsInt()) : ExperimentSetting.FULL,
                scarcePool() ? ExperimentSetting.SCARCE : ExperimentSetting.FULL,
                plan.poolExamples(),
                plan.poolSeed(),
                targetTraining().words(),
                poolTraining().words(),
                expert.kind().wireName(),
                expert.layout(model.backbone().sites()).elements(),
                model.name(),
                model.sha256());
    }

    DataSet target(DataSet data) {
        return shots.isPresent() ? data.shots(shots.getAsInt(), seed) : bounded(data, seed);
    }

    /** Nothing is tested on a task of the pool, but a task has a test split. */
    DataSet poolMember(DataSet data) {
        return poolPart(data).limit(Integer.MAX_VALUE, Integer.MAX_VALUE, 1, plan.poolSeed());
    }

    private DataSet poolPart(DataSet data) {
        return scarcePool() ? data.shots(shots.getAsInt(), plan.poolSeed()) : bounded(data, plan.poolSeed());
    }

    TrainingSettings targetTraining() {
        return (shots.isPresent() ? plan.few() : plan.plenty())
                .withLearningRate(learningRate())
                .withSeed(seed);
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
        return (scarcePool() ? plan.few() : plan.plenty())
                .withLearningRate(plan.poolLearningRate().orElse(learningRate()))
                .withSeed(plan.poolSeed());
    }

    private double learningRate() {
        return plan.learningRate().orElse(expert.kind().learningRate());
    }

    private boolean scarcePool() {
        return plan.scarcePool() && shots.isPresent();
    }

    private DataSet bounded(DataSet data, long choice) {
        return data.limit(plan.poolExamples(), validationBound(), Integer.MAX_VALUE, choice);
    }

    /** Most validation examples of a task with plenty of data. */
    int validationBound() {
        return Math.max(1, plan.poolExamples() / 4);
    }
}
