package io.pituning.learning.experiment;

import io.pituning.learning.expert.Expert;
import io.pituning.learning.interpolation.Neighbor;
import io.pituning.learning.tensor.Scope;
import io.pituning.learning.tensor.TensorLayout;
import io.pituning.learning.training.TrainingLoop;
import java.util.List;

/**
 * The nearest neighbor's expert trained on, on the target: the simple rival of interpolation, with the same epochs as {@link OwnLong}.
 *
 * <p>Its start is a candidate: where no epoch is better on validation, the neighbor's expert stays as it is.
 */
final class Nearest implements Contender {
    @Override
    public int neighbors(int k) {
        return 1;
    }

    @Override
    public Outcome measure(Target target, int neighbors) {
        return trainedOn(target, target.neighbors(neighbors).get(0));
    }

    /** The expert of any task of the pool trained on, on the target. */
    static Outcome trainedOn(Target target, Neighbor neighbor) {
        Expert start = neighbor.expert();
        TensorLayout layout = start.tensors().layout();
        try (Scope scope = Scope.open()) {
            TrainingLoop.Result result = new TrainingLoop(
                            target.model(), target.scenario().longTraining(), target.listener())
                    .train(
                            layout.flatten(start.tensors()),
                            TrainingLoop.Start.A_CANDIDATE,
                            flat -> Expert.of(start.method(), layout.cut(flat)),
                            target.data(),
                            "training on");
            Expert trained = Expert.of(start.method(), layout.cut(result.parameters()));
            return target.evaluate(trained, result.steps()).withNeighbors(List.of(neighbor));
        }
    }
}
