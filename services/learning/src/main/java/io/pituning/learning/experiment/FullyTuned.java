package io.pituning.learning.experiment;

import io.pituning.learning.expert.FullFineTuning;
import io.pituning.learning.expert.MethodKind;
import io.pituning.learning.training.ExpertTrainer;
import io.pituning.learning.training.TrainedExpert;
import io.pituning.learning.training.TrainingSettings;

/**
 * All weights of the model trained on the target, no expert; with the same epochs as {@link OwnLong}.
 */
final class FullyTuned implements Contender {
    @Override
    public int neighbors(int k) {
        return 0;
    }

    @Override
    public Outcome measure(Target target, int neighbors) {
        TrainingSettings settings = target.scenario().longTraining();
        TrainedExpert trained = new ExpertTrainer(
                        target.model(), settings.withLearningRate(MethodKind.FULL.learningRate()), target.listener())
                .train(new FullFineTuning(), target.data());
        trained.expert().close();
        return Outcome.of(trained.validation(), trained.test(), trained.steps());
    }
}
