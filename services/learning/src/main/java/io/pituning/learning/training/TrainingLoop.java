package io.pituning.learning.training;

import io.pituning.learning.LearningException;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.foundation.FoundationModel;
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
 * through, and an epoch of them says little. Patience may end between two validations: what the epochs since the last one have learned is
 * then lost.
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
     * @param keepingState listener for evaluating the result, while that scope is open. It tells the training's listener that all steps are
     *     done, and saves the end of the training as a checkpoint whenever one is due: so a stop then loses none of the training
     */
    public record Result(
            Tensor parameters, Evaluation validation, long steps, int bestEpoch, ProgressListener keepingState) {}

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
        int size = data.train().size();
        int stepsPerEpoch = (size + settings.batchSize() - 1) / settings.batchSize();
        long total = (long) stepsPerEpoch * settings.epochs();
        LearningRate rate =
                LearningRate.linear(settings.learningRate(), Math.max(1, Math.round(settings.warmup() * total)), total);
        int epochsPerValidation = (STEPS_PER_VALIDATION + stepsPerEpoch - 1) / stepsPerEpoch;
        Random order = new Random(settings.seed());
        int[] examples = IntStream.range(0, size).toArray();

        TrainingRun run = checkpoints
                .latest()
                .get()
                .flatMap(bytes -> TrainingState.decode(bytes, start.shape()[0]))
                .map(state -> new TrainingRun(model, settings, expert, data, state))
                .orElseGet(() -> begin(start, worth, expert, data, total));
        for (int epoch = 1; epoch <= settings.epochs() && isPatient(epoch, run.bestEpoch(), stepsPerEpoch); epoch++) {
            // Also of an epoch that a checkpoint lies behind: each order comes from the one before.
            shuffle(examples, order);
            long end = (long) epoch * stepsPerEpoch;
            if (end < run.steps()) {
                continue;
            }
            while (run.steps() < end) {
                int from = (int) (run.steps() - (end - stepsPerEpoch)) * settings.batchSize();
                int to = Math.min(examples.length, from + settings.batchSize());
                run.step(Arrays.copyOfRange(examples, from, to), rate.at(run.steps()));
                tell(run, what, total);
            }
            if (epoch % epochsPerValidation == 0 || epoch == settings.epochs()) {
                // Under the name of the training: another one would begin the estimate of what remains anew.
                run.validate(epoch, (evaluating, done, all) -> tell(run, what, total));
            }
        }
        tell(run, what, run.steps());
        return run.result((following, done, all) -> tell(run, following, run.steps()));
    }

    /** The state first: a listener that stops the training must find it kept. */
    private void tell(TrainingRun run, String what, long total) {
        if (checkpoints.isDue().getAsBoolean() && run.state().canBeKept()) {
            checkpoints.save().accept(run.state().encode());
        }
        listener.progress(what, run.steps(), total);
    }

    private boolean isPatient(int epoch, int bestEpoch, int stepsPerEpoch) {
        return epoch - bestEpoch <= settings.patience()
                || (long) (epoch - 1 - bestEpoch) * stepsPerEpoch < LEAST_PATIENCE;
    }

    private TrainingRun begin(Tensor start, Start worth, Function<Tensor, Expert> expert, TaskData data, long total) {
        TrainingState nothingDone = new TrainingState(
                0,
                start.copy(),
                Tensor.zeros(start.shape()),
                Tensor.zeros(start.shape()),
                start.copy(),
                Evaluation.worst(data.info().metric()),
                0);
        TrainingRun run = new TrainingRun(model, settings, expert, data, nothingDone);
        if (worth == Start.A_CANDIDATE) {
            run.validateStart(listener.standingAt(0, total));
        }
        return run;
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
