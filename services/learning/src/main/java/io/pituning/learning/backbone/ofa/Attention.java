package io.pituning.learning.backbone.ofa;

import io.pituning.learning.backbone.KeyValues;
import io.pituning.learning.backbone.Weights;
import io.pituning.learning.tensor.Tensor;
import java.util.Optional;

/**
 * Multi-head attention with an additive bias and a learned scale per head.
 *
 * @param name for example {@code encoder.layers.0.self_attn}
 */
record Attention(String name, OfaConfig config, Weights weights) {

    /** What can be attended to in {@code memory} (B, K, C). */
    KeyValues project(Tensor memory) {
        long rows = memory.size(0);
        Tensor flat = memory.flat();
        return new KeyValues(
                config.attentionHeads().cut(weights.linear(flat, name + ".k_proj"), rows),
                config.attentionHeads().cut(weights.linear(flat, name + ".v_proj"), rows));
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
    Tensor attend(Tensor x, KeyValues memory, Tensor bias) {
        Tensor q = config.attentionHeads()
                .cut(weights.linear(x.flat(), name + ".q_proj").multiply(config.queryScale()), x.size(0));
        Tensor mixed = memory.attend(q, Optional.of(bias))
                .multiply(weights.get(name + ".c_attn").reshape(1, -1, 1, 1));
        return weights.linear(config.attentionHeads().join(mixed), name + ".out_proj")
                .reshape(x.shape());
    }
}
