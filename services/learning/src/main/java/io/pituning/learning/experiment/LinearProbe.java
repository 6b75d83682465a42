package io.pituning.learning.experiment;

import io.pituning.learning.data.DataSetInfo;
import io.pituning.learning.training.Evaluation;
import io.pituning.learning.training.TaskData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
    public boolean fits(Target target) {
        return target.isClassification();
    }

    @Override
    public Outcome measure(Target target, int neighbors) {
        TaskData data = target.data();
        PooledRepresentation representation = new PooledRepresentation(target.model());
        float[][] train = representation.of(data.train());
        float[][] validation = representation.of(data.validation());
        Tried best = Arrays.stream(PENALTIES)
                .mapToObj(penalty -> LogisticRegression.fit(
                        train, labels(data.train()), data.info().labels().size(), penalty))
                .map(regression -> new Tried(
                        regression,
                        evaluation(regression.logProbabilities(validation), data.validation(), data.info())))
                .reduce((one, other) -> other.validation().betterThan(one.validation()) ? other : one)
                .orElseThrow();
        Evaluation test = evaluation(
                best.regression().logProbabilities(representation.of(data.test())), data.test(), data.info());
        return Outcome.of(best.validation(), test, PENALTIES.length * LogisticRegression.STEPS);
    }

    private record Tried(LogisticRegression regression, Evaluation validation) {}

    private static Evaluation evaluation(double[][] scores, TaskData.Split split, DataSetInfo info) {
        List<String> answers = new ArrayList<>();
        double loss = 0;
        for (int i = 0; i < scores.length; i++) {
            double[] row = scores[i];
            int best = IntStream.range(0, row.length)
                    .reduce((one, other) -> row[other] > row[one] ? other : one)
                    .orElseThrow();
            answers.add(info.labels().get(best));
            loss -= row[split.label(i)];
        }
        double score = info.metric().score(answers, split.references());
        return new Evaluation(score, info.metric(), loss / scores.length, scores.length);
    }

    private static int[] labels(TaskData.Split split) {
        return IntStream.range(0, split.size()).map(split::label).toArray();
    }
}
