package io.pituning.learning.similarity;

import io.pituning.learning.backbone.Batch;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.Scope;
import io.pituning.learning.tensor.Tensor;
import io.pituning.learning.tensor.TensorLayout;
import io.pituning.learning.training.ProgressListener;
import io.pituning.learning.training.TaskData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Embeds a task as the diagonal of the Fisher information of an expert's parameters, by default at the values that all experts start from.
 *
 * <p>F = 1/N Σₙ (∇ log p(yₙ | xₙ))², the log-probability of the whole target, over the training examples; source: π-Tuning, equation 3.
 * Memory is bounded by micro-batches, whatever N: a micro-batch holds no more values than {@link #VALUES_AT_ONCE}.
 */
public final class FisherEmbedding {
    private static final int MICRO_BATCH = 16;
    private static final long VALUES_AT_ONCE = 64_000_000;
    private static final double REFERENCE_SMOOTHING = 0.1;

    private final FoundationModel model;
    private final FisherSettings settings;
    private final ProgressListener listener;

    /** The exact Fisher information at the common start, on the data's targets. */
    public FisherEmbedding(FoundationModel model, ProgressListener listener) {
        this(model, FisherSettings.defaults(), listener);
    }

    public FisherEmbedding(FoundationModel model, FisherSettings settings, ProgressListener listener) {
        this.model = model;
        this.settings = settings;
        this.listener = listener;
    }

    /**
     * The task vector, in the expert's tensor names and shapes; at the start without the tensors that have no information there.
     *
     * @param expert the task's own; where the settings say {@link FisherSettings.Point#START} only its method and shapes count
     */
    public TaskVector embed(Expert expert, TaskData data) {
        if (settings.point() == FisherSettings.Point.EXPERT) {
            return at(expert, data);
        }
        TensorLayout layout = expert.tensors().layout();
        try (Scope scope = Scope.open()) {
            Tensor start = Tensor.of(expert.method().commonStart(layout), layout.elements());
            return at(Expert.of(expert.method(), layout.cut(start)), data).informative();
        }
    }

    private TaskVector at(Expert expert, TaskData data) {
        TensorLayout layout = expert.tensors().layout();
        TaskData.Split split = data.train();
        SampledTargets sampler = new SampledTargets(model.backbone(), settings.seed());
        try (Scope whole = Scope.open()) {
            Tensor sum = Tensor.zeros(layout.elements());
            int done = 0;
            for (int[] examples : split.cut(examplesAtOnce(expert, layout))) {
                try (Scope scope = Scope.open()) {
                    Batch batch = split.batch(examples);
                    if (settings.targets() == FisherSettings.Targets.SAMPLED) {
                        batch = split.batch(examples, sampler.draw(expert, batch, data.labels()));
                    }
                    sum.addInPlace(squares(expert, layout, batch), 1);
                }
                done += examples.length;
                listener.progress("embedding", done, split.size());
            }
            return vector(layout.cut(sum.multiply(1.0 / split.size())));
        }
    }

    private Tensor squares(Expert expert, TensorLayout layout, Batch batch) {
        return switch (settings.variant()) {
            case EXACT -> FisherInformation.squaredSum(model.backbone(), expert, layout, batch);
            case BATCH -> FisherInformation.squaredBatch(model.backbone(), expert, layout, batch, REFERENCE_SMOOTHING);
        };
    }

    private int examplesAtOnce(Expert expert, TensorLayout layout) {
        if (settings.variant() == FisherSettings.Variant.BATCH) {
            return settings.batchSize();
        }
        if (!expert.method().batchable()) {
            return 1;
        }
        return (int) Math.max(1, Math.min(MICRO_BATCH, VALUES_AT_ONCE / layout.elements()));
    }

    private static TaskVector vector(NamedTensors fisher) {
        List<NamedVector> vectors = new ArrayList<>();
        for (String name : fisher.names()) {
            Tensor tensor = fisher.get(name);
            int[] shape =
                    Arrays.stream(tensor.shape()).mapToInt(Math::toIntExact).toArray();
            vectors.add(new NamedVector(name, shape, tensor.toFloats()));
        }
        return new TaskVector(vectors);
    }
}
