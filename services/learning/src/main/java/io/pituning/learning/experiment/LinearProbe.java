package io.pituning.learning.experiment;

import io.pituning.learning.training.Evaluation;
import io.pituning.learning.training.TaskData;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A linear classifier on the frozen model's pooled representation: no expert takes part.
 *
 * <p>Its L2 penalty is chosen on validation. Its steps are those of all penalties tried, each over all training examples at once.
 */
final class LinearProbe implements Contender {
    private static final double[] PENALTIES = {1e-4, 1e-3, 1e-2, 1e-1, 1};

    @Override
    public int neighbors(int k) {
        return 0;
    }

    @Override
    public Outcome measure(Target target, int neighbors) {
        TaskData data = target.data();
        PooledRepresentation representation = new PooledRepresentation(target.model());
        float[][] train = representation.of(data.train());
        float[][] validation = representation.of(data.validation());
        Tried best = Arrays.stream(PENALTIES)
                .mapToObj(penalty -> LogisticRegression.fit(
                        train, labels(data.train()), data.labels().size(), penalty))
                .map(regression -> new Tried(regression, regression.evaluate(validation, labels(data.validation()))))
                .reduce((one, other) -> other.validation().betterThan(one.validation()) ? other : one)
                .orElseThrow();
        Evaluation test = best.regression().evaluate(representation.of(data.test()), labels(data.test()));
        return Outcome.of(best.validation(), test, PENALTIES.length * LogisticRegression.STEPS);
    }

    private record Tried(LogisticRegression regression, Evaluation validation) {}

    private static int[] labels(TaskData.Split split) {
        return IntStream.range(0, split.size()).map(split::label).toArray();
    }
}
