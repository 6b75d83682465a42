package io.pituning.learning.training;

import io.pituning.learning.backbone.Batch;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.tensor.GradientTape;
import io.pituning.learning.tensor.Scope;
import io.pituning.learning.tensor.Tensor;
import java.util.function.Function;

/**
 * A training under way: the values it changes, and the best so far.
 *
 * <p>Its tensors are freed with the scope that encloses it: the last state may still be wanted when the training is over.
 */
final class TrainingRun {
    private final FoundationModel model;
    private final TrainingSettings settings;
    private final Function<Tensor, Expert> expert;
    private final TaskData data;
    private final TaskData.Split split;
    private final Tensor parameters;
    private final AdamW optimizer;
    private long steps;
    private Tensor best;
    private Evaluation bestValidation;
    private int bestEpoch;

    /** Goes on from a state, whose tensors it takes over. */
    TrainingRun(
            FoundationModel model,
            TrainingSettings settings,
            Function<Tensor, Expert> expert,
            TaskData data,
            TrainingState from) {
        this.model = model;
        this.settings = settings;
        this.expert = expert;
        this.data = data;
        this.split = data.train();
        this.parameters = from.parameters();
        this.optimizer =
                new AdamW(from.parameters(), settings.weightDecay(), from.mean(), from.variance(), from.step());
        this.steps = from.step();
        this.best = from.best();
        this.bestValidation = from.bestValidation();
        this.bestEpoch = from.bestEpoch();
    }

    /** Batches done. */
    long steps() {
        return steps;
    }

    /** The epoch after which the best values were taken; 0 for the start. */
    int bestEpoch() {
        return bestEpoch;
    }

    /** How far it is. The state shares its tensors with the run, so it holds until the next step. */
    TrainingState state() {
        return new TrainingState(
                steps, parameters, optimizer.mean(), optimizer.variance(), best, bestValidation, bestEpoch);
    }

    /** The best values so far. */
    TrainingLoop.Result result(ProgressListener keepingState) {
        return new TrainingLoop.Result(best, bestValidation, steps, bestEpoch, keepingState);
    }

    /** Makes the start a candidate: a later epoch must be better than what it reaches. */
    void validateStart(ProgressListener listener) {
        bestValidation = validation(listener);
    }

    /** Learns from one batch, these examples of the training split. */
    void step(int[] examples, double learningRate) {
        try (Scope scope = Scope.open()) {
            Batch batch = split.batch(examples);
            GradientTape.Gradient result = GradientTape.of(
                    parameters,
                    flat -> SequenceLoss.perToken(
                            model.backbone().forward(batch, expert.apply(flat)),
                            batch.target(),
                            settings.labelSmoothing()));
            optimizer.step(AdamW.clip(result.gradient(), settings.clipNorm()), learningRate);
        }
        steps++;
    }

    /** Remembers the present values if they are the best. */
    void validate(int epoch, ProgressListener listener) {
        Evaluation validation = validation(listener);
        if (validation.betterThan(bestValidation)) {
            best.close();
            best = parameters.copy();
            bestValidation = validation;
            bestEpoch = epoch;
        }
    }

    private Evaluation validation(ProgressListener listener) {
        try (Scope scope = Scope.open()) {
            return new Evaluator(model, data, listener).validation(expert.apply(parameters));
        }
    }
}
