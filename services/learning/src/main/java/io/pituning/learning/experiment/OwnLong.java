package io.pituning.learning.experiment;

import io.pituning.learning.training.ExpertTrainer;
import io.pituning.learning.training.TrainedExpert;

/** The target's own expert trained as long as own and interpolation together; see {@link Scenario#longTraining()}. */
final class OwnLong implements Contender {
    @Override
    public int neighbors(int k) {
        return 0;
    }

    @Override
    public Outcome measure(Target target, int neighbors) {
        Scenario scenario = target.scenario();
        TrainedExpert trained = new ExpertTrainer(target.model(), scenario.longTraining(), target.listener())
                .train(scenario.expert(), target.data());
        trained.expert().close();
        return Outcome.of(trained.validation(), trained.test(), trained.steps());
    }
}
