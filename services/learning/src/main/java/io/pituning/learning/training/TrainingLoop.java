package io.pituning.learning.training;

import io.pituning.learning.LearningException;
import io.pituning.learning.backbone.Batch;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.tensor.GradientTape;
import io.pituning.learning.tensor.Scope;
import io.pituning.learning.tensor.Tensor;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Trains a flat vector of parameters that some function turns into an expert: an expert's own tensors, or several experts and their
 * interpolation weights.
 *
 * <p>AdamW with warm-up and linear decay, label smoothing, clipping; validated after an epoch, or after so many as make
 * {@value #STEPS_PER_VALIDATION} steps where an epoch is shorter, and after the last. The best values are kept, and training stops when
 * {@link TrainingSettings#patience()} epochs, and at least {@value #LEAST_PATIENCE} steps, brought nothing better: a few examples are soon
 * through, and an epoch of them says little.
 */
public final class TrainingLoop {
    private static final int STEPS_PER_VALIDATION = 20;
    private static final int LEAST_PATIENCE = 100;

    private final FoundationModel model;
    private final TrainingSettings settings;
    private final ProgressListener listener;
    private final Checkpoints checkpoints;

    /** Keeps no checkpoints. */
    public TrainingLoop(FoundationModel model, TrainingSettings settings, ProgressListener listener) {
        this(model, settings, listener, Checkpoints.NONE);
    }

    public TrainingLoop(
            FoundationModel model, TrainingSettings settings, ProgressListener listener, Checkpoints checkpoints) {
        this.model = model;
        this.settings = settings;
        this.listener = listener;
        this.checkpoints = checkpoints;
    }

    /**
     * The best values found.
     *
     * @param parameters (P); of the enclosing scope, or the caller's
     * @param bestEpoch the epoch after which they were taken; 0 before any training
     * @param afterwards for what follows while that scope is open: the training's listener hears of it, that all steps are done, and the end
     *     of the training is kept where the state is wanted
     */
    public record Result(
            Tensor parameters, Evaluation validation, long steps, int bestEpoch, ProgressListener afterwards) {}

    /** What the values that training starts from are worth. */
    public enum Start {
        /** They are an expert already, and the result if no epoch brings a better one. */
        A_CANDIDATE,
        /** They are no expert yet: a LoRA starts without any effect. */
        UNTRAINED
    }

    /**
     * Trains, or goes on from where a training stopped: from a checkpoint the result is bit for bit the same.
     *
     * @param start (P) values; not changed
     * @param worth whether the start may be the result
     * @param expert makes an expert of the parameters, differentiably
     * @param what the activity's name for the progress listener
     * @throws LearningException {@code training-diverged} if the gradient is no longer a finite number
     */
    public Result train(Tensor start, Start worth, Function<Tensor, Expert> expert, TaskData data, String what) {
        TaskData.Split split = data.train();
        int stepsPerEpoch = (split.size() + settings.batchSize() - 1) / settings.batchSize();
        long total = (long) stepsPerEpoch * settings.epochs();
        LearningRate rate =
                LearningRate.linear(settings.learningRate(), Math.max(1, Math.round(settings.warmup() * total)), total);
        int epochsPerValidation = (STEPS_PER_VALIDATION + stepsPerEpoch - 1) / stepsPerEpoch;
        Random order = new Random(settings.seed());
        int[] examples = IntStream.range(0, split.size()).toArray();

        TrainingState state = checkpoints
                .latest()
                .get()
                .flatMap(bytes -> TrainingState.decode(bytes, start.shape()[0]))
                .orElseGet(() -> begin(start, worth, expert, data, total));
        Tensor parameters = state.parameters();
        Tensor best = state.best();
        Evaluation bestValidation = state.bestValidation();
        int bestEpoch = state.bestEpoch();
        long step = state.step();
        // Not closed here, but with the enclosing scope: the last state may be wanted when the training is over.
        AdamW optimizer = new AdamW(parameters, settings.weightDecay(), state.mean(), state.variance(), state.step());
        for (int epoch = 1; epoch <= settings.epochs() && isPatient(epoch, bestEpoch, stepsPerEpoch); epoch++) {
            // Also of an epoch that a checkpoint lies behind: each order comes from the one before.
            shuffle(examples, order);
            long end = (long) epoch * stepsPerEpoch;
            if (end < state.step()) {
                continue;
            }
            while (step < end) {
                int from = (int) (step - (end - stepsPerEpoch)) * settings.batchSize();
                int to = Math.min(examples.length, from + settings.batchSize());
                int[] chosen = Arrays.copyOfRange(examples, from, to);
                step(parameters, optimizer, expert, split, chosen, rate.at(step++));
                tell(reached(step, parameters, optimizer, best, bestValidation, bestEpoch), what, total);
            }
            if (epoch % epochsPerValidation != 0 && epoch != settings.epochs()) {
                continue;
            }
            TrainingState unvalidated = reached(step, parameters, optimizer, best, bestValidation, bestEpoch);
            // Under the name of the training: another one would begin the estimate of what remains anew.
            Evaluation validation =
                    validate(parameters, expert, data, (evaluating, done, all) -> tell(unvalidated, what, total));
            if (validation.betterThan(bestValidation)) {
                best.close();
                best = parameters.copy();
                bestValidation = validation;
                bestEpoch = epoch;
            }
        }
        TrainingState last = reached(step, parameters, optimizer, best, bestValidation, bestEpoch);
        tell(last, what, last.step());
        return new Result(
                best, bestValidation, step, bestEpoch, (following, done, all) -> tell(last, following, last.step()));
    }

    private static TrainingState reached(
            long step, Tensor parameters, AdamW optimizer, Tensor best, Evaluation bestValidation, int bestEpoch) {
        return new TrainingState(
                step, parameters, optimizer.mean(), optimizer.variance(), best, bestValidation, bestEpoch);
    }

    /** The state first: a listener that stops the training must find it kept. */
    private void tell(TrainingState state, String what, long total) {
        if (checkpoints.isDue().getAsBoolean()) {
            checkpoints.save().accept(state.encode());
        }
        listener.progress(what, state.step(), total);
    }

    private boolean isPatient(int epoch, int bestEpoch, int stepsPerEpoch) {
        return epoch - bestEpoch <= settings.patience()
                || (long) (epoch - 1 - bestEpoch) * stepsPerEpoch < LEAST_PATIENCE;
    }

    private TrainingState begin(Tensor start, Start worth, Function<Tensor, Expert> expert, TaskData data, long total) {
        return new TrainingState(
                0,
                start.copy(),
                Tensor.zeros(start.shape()),
                Tensor.zeros(start.shape()),
                start.copy(),
                worth == Start.A_CANDIDATE
                        ? validate(start, expert, data, listener.standingAt(0, total))
                        : Evaluation.worst(data.info().metric()),
                0);
    }

    private void step(
            Tensor parameters,
            AdamW optimizer,
            Function<Tensor, Expert> expert,
            TaskData.Split split,
            int[] examples,
            double learningRate) {
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
    }

    private Evaluation validate(
            Tensor parameters, Function<Tensor, Expert> expert, TaskData data, ProgressListener hearing) {
        try (Scope scope = Scope.open()) {
            return new Evaluator(model, data, hearing).validation(expert.apply(parameters));
        }
    }

    private static void shuffle(int[] values, Random random) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = values[i];
            values[i] = values[j];
            values[j] = swapped;
        }
    }
}
