package io.pituning.learning.training;

import io.pituning.learning.backbone.Batch;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.tensor.Scope;
import java.util.List;

/** Evaluates experts on the examples of a task. */
public final class Evaluator {
    /** Everything a forward pass makes lives until the batch is done: these bound its memory. */
    private static final int EXAMPLES_AT_ONCE = 32;

    private static final int CANDIDATES_AT_ONCE = 256;

    private final FoundationModel model;

    public Evaluator(FoundationModel model) {
        this.model = model;
    }

    /**
     * Asks an expert every example of a split.
     *
     * @param labels the task's labels as token numbers
     */
    public Evaluation evaluate(Expert expert, TaskData.Split split, List<int[]> labels) {
        int correct = 0;
        double loss = 0;
        for (int[] examples : split.cut(Math.min(EXAMPLES_AT_ONCE, Math.max(1, CANDIDATES_AT_ONCE / labels.size())))) {
            try (Scope scope = Scope.open()) {
                Batch batch = split.batch(examples);
                double[][] scores = LabelScores.of(model.backbone(), expert, batch.patches(), batch.source(), labels);
                for (int i = 0; i < examples.length; i++) {
                    int label = split.label(examples[i]);
                    correct += best(scores[i]) == label ? 1 : 0;
                    loss -= scores[i][label];
                }
            }
        }
        return new Evaluation((double) correct / split.size(), loss / split.size(), split.size());
    }

    private static int best(double[] scores) {
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            if (scores[i] > scores[best]) {
                best = i;
            }
        }
        return best;
    }
}
