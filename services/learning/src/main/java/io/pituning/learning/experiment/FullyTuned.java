package io.pituning.learning.experiment;

import io.pituning.learning.expert.FullFineTuning;
import io.pituning.learning.training.ExpertTrainer;
import io.pituning.learning.training.TrainedExpert;
import io.pituning.learning.training.TrainingSettings;

/**
 * All weights of the model trained on the target, no expert; with the same epochs as {@link OwnLong}.
 *
 * <p>At a tenth of the experts' learning rate: a model that is changed everywhere at once bears no more.
 */
final class FullyTuned implements Contender {
    private static final double OF_THE_RATE = 0.1;

    @Override
    public int neighbors(int k) {
        return 0;
    }

    @Override
    public Outcome measure(Target target, int neighbors) {
        TrainingSettings settings = target.scenario().longTraining();
        TrainedExpert trained = new ExpertTrainer(
                        target.model(),
                        settings.withLearningRate(OF_THE_RATE * settings.learningRate()),
                        target.listener())
                .train(new FullFineTuning(), target.data());
        trained.expert().close();
        return Outcome.of(trained.validation(), trained.test(), trained.steps());
    }
}
