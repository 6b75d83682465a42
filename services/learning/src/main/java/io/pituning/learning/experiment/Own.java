package io.pituning.learning.experiment;

import io.pituning.learning.training.TrainedExpert;

/** The target's own expert. */
final class Own implements Contender {
    @Override
    public int neighbors(int k) {
        return 0;
    }

    @Override
    public Outcome measure(Target target, int neighbors) {
        TrainedExpert own = target.own();
        target.stopwatch().charge(target.ownSeconds());
        return Outcome.of(own.validation(), own.test(), own.steps());
    }
}
