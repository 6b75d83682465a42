package io.pituning.learning.interpolation;

import io.pituning.learning.LearningException;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.Scope;
import io.pituning.learning.tensor.Tensor;
import io.pituning.learning.training.Evaluation;
import io.pituning.learning.training.Evaluator;
import io.pituning.learning.training.ProgressListener;
import io.pituning.learning.training.TaskData;
import io.pituning.learning.training.TrainingLoop;
import io.pituning.learning.training.TrainingSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Tunes a task's expert with those of its neighbors: α and all experts are trained together on the task, then merged into one expert.
 *
 * <p>Source: π-Tuning (ICML 2023), section 3.3. Never worse: the result is compared with the own expert on validation, and the better one
 * is given.
 */
public final class ExpertInterpolator {
    private final FoundationModel model;
    private final TrainingSettings settings;
    private final AlphaScope alphaScope;
    private final ProgressListener listener;

    public ExpertInterpolator(
            FoundationModel model, TrainingSettings settings, AlphaScope alphaScope, ProgressListener listener) {
        this.model = model;
        this.settings = settings;
        this.alphaScope = alphaScope;
        this.listener = listener;
    }

    /**
     * Interpolates and compares.
     *
     * @param own the task's own expert; stays the caller's
     * @param neighbors may be empty: then the own expert is the outcome
     * @throws LearningException {@code expert-malformed} if a neighbor's expert has another method or shape
     */
    public TunedExpert tune(Expert own, List<Neighbor> neighbors, TaskData data) {
        neighbors.forEach(neighbor -> requireSameShape(own, neighbor));
        Evaluator evaluator = new Evaluator(model, data);
        Evaluation ownValidation = evaluator.validation(own);
        Evaluation ownTest = evaluator.test(own);
        List<NamedTensors> experts = new ArrayList<>(List.of(own.tensors()));
        neighbors.forEach(neighbor -> experts.add(neighbor.expert().tensors()));
        if (neighbors.isEmpty()) {
            Expert copy = Expert.of(own.method(), own.tensors().copy());
            return new TunedExpert(
                    copy, false, new double[] {1}, Map.of(), ownValidation, ownTest, ownValidation, ownTest, 0);
        }
        try (Scope scope = Scope.open()) {
            Mixture mixture = new Mixture(own.method(), own.tensors().layout(), experts.size(), alphaScope);
            Tensor start = mixture.start(experts);
            TrainingLoop.Result result = new TrainingLoop(model, settings, listener)
                    .train(start, TrainingLoop.Start.A_CANDIDATE, mixture::mix, data, "interpolating");
            Map<String, double[]> weights = mixture.weightsBySite(result.parameters());
            Expert mixed = mixture.mix(result.parameters());
            boolean better = result.validation().betterThan(ownValidation);
            Expert chosen = better
                    ? Expert.of(mixed.method(), scope.keep(mixed.tensors().copy()))
                    : Expert.of(own.method(), scope.keep(own.tensors().copy()));
            Evaluation test = better ? evaluator.test(chosen) : ownTest;
            Evaluation validation = better ? result.validation() : ownValidation;
            return new TunedExpert(
                    chosen,
                    better,
                    means(weights, experts.size()),
                    weights,
                    ownValidation,
                    ownTest,
                    validation,
                    test,
                    result.steps());
        }
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
                    "Interpolate experts of one method and shape only.");
        }
    }
}
