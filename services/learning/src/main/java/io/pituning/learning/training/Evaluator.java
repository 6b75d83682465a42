package io.pituning.learning.training;

import io.pituning.learning.backbone.Backbone;
import io.pituning.learning.backbone.Batch;
import io.pituning.learning.backbone.DecoderState;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.generation.AnswerForm;
import io.pituning.learning.generation.Generator;
import io.pituning.learning.generation.Hypothesis;
import io.pituning.learning.tensor.Scope;
import java.util.List;

/**
 * Evaluates experts on the held-out examples of a task, by the task's metric.
 *
 * <p>With labels the answer is the label of the highest probability; without labels it is generated, by greedy search.
 */
public final class Evaluator {
    /** Everything a forward pass makes lives until the batch is done: these bound its memory. */
    private static final int EXAMPLES_AT_ONCE = 32;

    private static final int CANDIDATES_AT_ONCE = 256;

    private final FoundationModel model;
    private final TaskData data;
    private final ProgressListener listener;

    /** Tells nobody how far it is. */
    public Evaluator(FoundationModel model, TaskData data) {
        this(model, data, ProgressListener.SILENT);
    }

    /** @param listener hears after every batch how many examples of the split were asked */
    public Evaluator(FoundationModel model, TaskData data, ProgressListener listener) {
        this.model = model;
        this.data = data;
        this.listener = listener;
    }

    /** Asks an expert every validation example. */
    public Evaluation validation(Expert expert) {
        return evaluate(expert, data.validation());
    }

    /** Asks an expert every test example. */
    public Evaluation test(Expert expert) {
        return evaluate(expert, data.test());
    }

    private Evaluation evaluate(Expert expert, TaskData.Split split) {
        String[] answers = new String[split.size()];
        double loss = 0;
        int done = 0;
        for (int[] examples : split.cut(examplesAtOnce())) {
            try (Scope scope = Scope.open()) {
                loss += data.info().isClassification()
                        ? choose(expert, split, examples, answers)
                        : generate(expert, split, examples, answers);
            }
            done += examples.length;
            listener.progress("evaluating", done, split.size());
        }
        double score = data.info().metric().score(List.of(answers), split.references());
        return new Evaluation(score, data.info().metric(), loss / split.size(), split.size());
    }

    private int examplesAtOnce() {
        return data.info().isClassification()
                ? Math.min(
                        EXAMPLES_AT_ONCE,
                        Math.max(1, CANDIDATES_AT_ONCE / data.labels().size()))
                : EXAMPLES_AT_ONCE;
    }

    /** Fills in the answers; gives the summed loss. */
    private double choose(Expert expert, TaskData.Split split, int[] examples, String[] answers) {
        Batch batch = split.batch(examples);
        double[][] scores = LabelScores.of(model.backbone(), expert, batch.patches(), batch.source(), data.labels());
        double loss = 0;
        for (int i = 0; i < examples.length; i++) {
            answers[examples[i]] = data.info().labels().get(best(scores[i]));
            loss -= scores[i][split.label(examples[i])];
        }
        return loss;
    }

    /** Fills in the answers; gives the summed loss. */
    private double generate(Expert expert, TaskData.Split split, int[] examples, String[] answers) {
        Backbone backbone = model.backbone();
        Batch batch = split.batch(examples);
        DecoderState start = backbone.start(backbone.encode(batch.patches(), batch.source(), expert), expert);
        AnswerForm form = AnswerForm.of(model, data.info());
        List<Hypothesis> found =
                new Generator(backbone, form.greedy(data.longestAnswer())).generate(start, expert, form.allowed());
        for (int i = 0; i < examples.length; i++) {
            answers[examples[i]] = model.tokenizer().decode(found.get(i).tokens());
        }
        float[] losses = SequenceLoss.perRow(
                        backbone.advance(start, batch.decoderInput(), expert).logits(), batch.target(), 0)
                .toFloats();
        double sum = 0;
        for (float loss : losses) {
            sum += loss;
        }
        return sum;
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
