package io.pituning.learning.interpolation;

import io.pituning.learning.LearningException;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.expert.Lora;
import io.pituning.learning.expert.LoraCompression;
import io.pituning.learning.expert.Method;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.Scope;
import io.pituning.learning.tensor.Tensor;
import io.pituning.learning.training.Checkpoints;
import io.pituning.learning.training.Evaluation;
import io.pituning.learning.training.Evaluator;
import io.pituning.learning.training.ProgressListener;
import io.pituning.learning.training.TaskData;
import io.pituning.learning.training.TrainingLoop;
import io.pituning.learning.training.TrainingSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * Tunes a task's expert with those of its neighbors: α, and all experts if wanted, are trained together on the task, then merged into one.
 *
 * <p>Source: π-Tuning (ICML 2023), section 3.3. Unlike there, the own expert is kept where it is clearly better on validation
 * ({@link Evaluation#clearlyBetterThan}). A few examples decide little: where they do not tell the two apart, the interpolated one is given.
 */
public final class ExpertInterpolator {
    private final FoundationModel model;
    private final TrainingSettings settings;
    private final InterpolationSettings interpolation;
    private final ProgressListener listener;
    private final Checkpoints checkpoints;

    /** Keeps no checkpoints. */
    public ExpertInterpolator(
            FoundationModel model,
            TrainingSettings settings,
            InterpolationSettings interpolation,
            ProgressListener listener) {
        this(model, settings, interpolation, listener, Checkpoints.NONE);
    }

    /** @param checkpoints of this tuning alone */
    public ExpertInterpolator(
            FoundationModel model,
            TrainingSettings settings,
            InterpolationSettings interpolation,
            ProgressListener listener,
            Checkpoints checkpoints) {
        this.model = model;
        this.settings = settings;
        this.interpolation = interpolation;
        this.listener = listener;
        this.checkpoints = checkpoints;
    }

    /**
     * Interpolates and compares.
     *
     * @param own the task's own expert; stays the caller's
     * @param neighbors may be empty: then the own expert is the outcome
     * @throws LearningException {@code expert-malformed} if a neighbor's expert has another method or shape, {@code training-diverged} if
     *     the gradient is no longer a finite number
     */
    public TunedExpert tune(Expert own, List<Neighbor> neighbors, TaskData data) {
        neighbors.forEach(neighbor -> requireSameShape(own, neighbor));
        Evaluator before = new Evaluator(
                model,
                data,
                listener.standingAt(0, data.validation().size() + data.test().size()));
        Evaluation ownValidation = before.validation(own);
        Evaluation ownTest = before.test(own);
        Candidate kept = new Candidate(own, ownValidation, () -> ownTest, OptionalDouble.empty());
        return neighbors.isEmpty()
                ? outcome(kept, kept, new double[] {1}, Map.of(), 0)
                : interpolate(kept, neighbors, data);
    }

    private TunedExpert interpolate(Candidate own, List<Neighbor> neighbors, TaskData data) {
        Method method = own.expert().method();
        List<NamedTensors> experts = new ArrayList<>(List.of(own.expert().tensors()));
        neighbors.forEach(neighbor -> experts.add(neighbor.expert().tensors()));
        try (Scope scope = Scope.open()) {
            Mixture mixture = new Mixture(method, experts, interpolation, settings.learningRate());
            Tensor start = mixture.start(Shares.start(interpolation.start(), neighbors));
            TrainingLoop.Result result = new TrainingLoop(model, settings, listener, checkpoints)
                    .train(start, TrainingLoop.Start.A_CANDIDATE, mixture::mix, data, "interpolating");
            Evaluator after = new Evaluator(model, data, result.keepingState());
            Expert mix = mixture.mix(result.parameters());
            Candidate mixed = interpolation.compress() && method instanceof Lora lora
                    ? compressed(mix, lora.rank(), after)
                    : new Candidate(mix, result.validation(), () -> after.test(mix), OptionalDouble.empty());
            Candidate chosen = own.validation().clearlyBetterThan(mixed.validation()) ? own : mixed;
            Map<String, double[]> weights = mixture.weightsBySite(result.parameters());
            TunedExpert outcome = outcome(own, chosen, means(weights, experts.size()), weights, result.steps());
            scope.keep(outcome.expert().tensors());
            return outcome;
        }
    }

    /** @param test asked only of the one that is chosen */
    private record Candidate(
            Expert expert, Evaluation validation, Supplier<Evaluation> test, OptionalDouble compressionError) {}

    /** What the compressed expert reaches decides, not what it was before. */
    private static Candidate compressed(Expert mixed, int rank, Evaluator evaluator) {
        LoraCompression compression = LoraCompression.of(mixed, rank);
        Expert expert = compression.expert();
        return new Candidate(
                expert,
                evaluator.validation(expert),
                () -> evaluator.test(expert),
                OptionalDouble.of(compression.error()));
    }

    private static TunedExpert outcome(
            Candidate own, Candidate chosen, double[] weights, Map<String, double[]> weightsBySite, long steps) {
        return new TunedExpert(
                Expert.of(chosen.expert().method(), chosen.expert().tensors().copy()),
                chosen != own,
                weights,
                weightsBySite,
                chosen.compressionError(),
                own.validation(),
                own.test().get(),
                chosen.validation(),
                chosen.test().get(),
                steps);
    }

    private static double[] means(Map<String, double[]> weightsBySite, int experts) {
        double[] means = new double[experts];
        weightsBySite.values().forEach(weights -> {
            for (int i = 0; i < experts; i++) {
                means[i] += weights[i] / weightsBySite.size();
            }
        });
        return means;
    }

    private static void requireSameShape(Expert own, Neighbor neighbor) {
        if (!neighbor.expert().method().equals(own.method())) {
            throw new LearningException(
                    "expert-malformed",
                    "The expert of neighbor " + neighbor.task() + " is "
                            + neighbor.expert().method() + ", the task's own is " + own.method() + ".",
                    "Interpolate only experts of one method and shape.");
        }
    }
}
