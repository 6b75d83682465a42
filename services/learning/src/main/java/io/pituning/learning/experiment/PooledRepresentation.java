package io.pituning.learning.experiment;

import io.pituning.learning.backbone.Batch;
import io.pituning.learning.backbone.Encoded;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.tensor.Scope;
import io.pituning.learning.tensor.Tensor;
import io.pituning.learning.training.TaskData;
import java.util.Arrays;

/** What the bare backbone makes of an example: the encoder's output, a mean over the real places, patches and tokens alike. */
final class PooledRepresentation {
    private static final int EXAMPLES_AT_ONCE = 32;

    private final FoundationModel model;

    PooledRepresentation(FoundationModel model) {
        this.model = model;
    }

    /** Of every example of a split: [N][C]. */
    float[][] of(TaskData.Split split) {
        float[][] all = new float[split.size()][];
        for (int[] examples : split.cut(EXAMPLES_AT_ONCE)) {
            try (Scope scope = Scope.open()) {
                Batch batch = split.batch(examples);
                Tensor mean = mean(model.backbone().encode(batch.patches(), batch.source(), Expert.none()));
                float[] values = mean.toFloats();
                int width = values.length / examples.length;
                for (int i = 0; i < examples.length; i++) {
                    all[examples[i]] = Arrays.copyOfRange(values, i * width, (i + 1) * width);
                }
            }
        }
        return all;
    }

    private static Tensor mean(Encoded encoded) {
        Tensor present = present(encoded);
        return encoded.states().multiply(present).sum(1).divide(present.sum(1));
    }

    /** 1 at real places, 0 at padding: (B, S, 1). */
    private static Tensor present(Encoded encoded) {
        long rows = encoded.states().size(0);
        long places = encoded.states().size(1);
        if (encoded.mask().isEmpty()) {
            return Tensor.full(1, rows, places, 1);
        }
        float[] mask = encoded.mask().get().toFloats();
        for (int i = 0; i < mask.length; i++) {
            mask[i] = mask[i] == 0 ? 1 : 0;
        }
        return Tensor.of(mask, rows, places, 1);
    }
}
