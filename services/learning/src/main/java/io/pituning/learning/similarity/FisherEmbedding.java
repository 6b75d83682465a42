package io.pituning.learning.similarity;

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
 * Embeds a task as the exact diagonal of the empirical Fisher information of its expert.
 *
 * <p>F = 1/N Σₙ (∇ log p(yₙ | xₙ))², the log-probability of the whole target, over the training examples; source: π-Tuning, equation 3.
 * Memory is bounded by micro-batches, whatever N.
 */
public final class FisherEmbedding {
    private static final int MICRO_BATCH = 16;

    private final FoundationModel model;
    private final ProgressListener listener;

    public FisherEmbedding(FoundationModel model, ProgressListener listener) {
        this.model = model;
        this.listener = listener;
    }

    /** The task vector, in the expert's tensor names and shapes. */
    public TaskVector embed(Expert expert, TaskData data) {
        TensorLayout layout = expert.tensors().layout();
        TaskData.Split split = data.train();
        try (Scope whole = Scope.open()) {
            Tensor sum = Tensor.zeros(layout.elements());
            int done = 0;
            for (int[] examples : split.cut(MICRO_BATCH)) {
                try (Scope scope = Scope.open()) {
                    Tensor squares =
                            FisherInformation.squaredSum(model.backbone(), expert, layout, split.batch(examples));
                    sum.addInPlace(squares, 1);
                }
                done += examples.length;
                listener.progress("embedding", done, split.size());
            }
            return vector(layout.cut(sum.multiply(1.0 / split.size())));
        }
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
