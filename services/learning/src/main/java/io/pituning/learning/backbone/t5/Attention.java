package io.pituning.learning.backbone.t5;

import io.pituning.learning.backbone.KeyValues;
import io.pituning.learning.backbone.Weights;
import io.pituning.learning.tensor.Tensor;
import java.util.Optional;

/**
 * Multi-head attention with an additive bias, without any scaling of the scores: the start values of T5 made up for it.
 *
 * @param name for example {@code encoder.block.0.layer.0.SelfAttention}
 */
record Attention(String name, T5Config config, Weights weights) {

    /** What can be attended to in {@code memory} (B, K, C). */
    KeyValues project(Tensor memory) {
        long rows = memory.size(0);
        Tensor flat = memory.flat();
        return new KeyValues(
                config.attentionHeads().cut(weights.linear(flat, name + ".k"), rows),
                config.attentionHeads().cut(weights.linear(flat, name + ".v"), rows));
    }

    /** The expert's prefix for {@code rows} rows, if it has one. */
    Optional<KeyValues> prefix(long rows) {
        return weights.expert().prefix(name).map(states -> config.attentionHeads()
                .cut(states, rows));
    }

    /**
     * Attends from {@code x} (B, Q, C).
     *
     * @param bias see {@link KeyValues#attend}
     * @return (B, Q, C)
     */
    Tensor attend(Tensor x, KeyValues memory, Optional<Tensor> bias) {
        Tensor q = config.attentionHeads().cut(weights.linear(x.flat(), name + ".q"), x.size(0));
        Tensor found = memory.attend(q, bias);
        return weights.linear(config.attentionHeads().join(found), name + ".o").reshape(x.shape());
    }
}
