package io.pituning.learning.serving;

import io.pituning.learning.backbone.Batch;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.tensor.Scope;
import io.pituning.learning.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/** Proves on a fixed input that a loaded expert changes what the model says; a silent fall-back to the bare model is thus found out. */
public final class Canary {
    private static final String QUESTION = "what sings in the mine?";
    private static final String ANSWER = "a yellow canary";

    private final FoundationModel model;

    public Canary(FoundationModel model) {
        this.model = model;
    }

    /** The largest absolute change of a logit against the bare backbone; 0 for an expert without effect, NaN for a broken one. */
    public double difference(Expert expert) {
        try (Scope scope = Scope.open()) {
            Batch batch = model.backbone()
                    .tokens()
                    .batch(
                            Optional.empty(),
                            List.of(model.tokenizer().encode(QUESTION)),
                            List.of(model.tokenizer().encode(ANSWER)),
                            model.longest());
            Tensor bare = model.backbone().forward(batch, Expert.none());
            return model.backbone()
                    .forward(batch, expert)
                    .subtract(bare)
                    .abs()
                    .max()
                    .item();
        }
    }
}
