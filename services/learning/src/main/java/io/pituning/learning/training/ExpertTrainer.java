package io.pituning.learning.training;

import io.pituning.learning.LearningException;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.expert.Method;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.tensor.Scope;
import io.pituning.learning.tensor.Tensor;
import io.pituning.learning.tensor.TensorLayout;

/** Trains a task's own expert. */
public final class ExpertTrainer {
    private final FoundationModel model;
    private final TrainingSettings settings;
    private final ProgressListener listener;
    private final Checkpoints checkpoints;

    /** Keeps no checkpoints. */
    public ExpertTrainer(FoundationModel model, TrainingSettings settings, ProgressListener listener) {
        this(model, settings, listener, Checkpoints.NONE);
    }

    /** @param checkpoints of this training alone */
    public ExpertTrainer(
            FoundationModel model, TrainingSettings settings, ProgressListener listener, Checkpoints checkpoints) {
        this.model = model;
        this.settings = settings;
        this.listener = listener;
        this.checkpoints = checkpoints;
    }

    /**
     * Trains an expert from the method's start values; deterministic in data and settings.
     *
     * @throws LearningException {@code training-diverged} if the gradient is no longer a finite number
     */
    public TrainedExpert train(Method method, TaskData data) {
        TensorLayout layout = method.layout(model.backbone().sites());
        try (Scope scope = Scope.open()) {
            Tensor start = Tensor.of(method.commonStart(layout), layout.elements());
            TrainingLoop.Result result = new TrainingLoop(model, settings, listener, checkpoints)
                    .train(
                            start,
                            TrainingLoop.Start.UNTRAINED,
                            flat -> Expert.of(method, layout.cut(flat)),
                            data,
                            "training");
            Expert expert = Expert.of(method, layout.cut(result.parameters()).copy());
            Evaluation test = new Evaluator(model, data, result.keepingState()).test(expert);
            scope.keep(expert.tensors());
            return new TrainedExpert(expert, result.validation(), test, result.steps(), result.bestEpoch());
        }
    }
}
