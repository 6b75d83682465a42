package io.pituning.learning.backbone.ofa;

import io.pituning.learning.backbone.KeyValues;
import io.pituning.learning.backbone.Weights;
import io.pituning.learning.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * Multi-head attention with an additive bias and a learned scale per head.
 *
 * @param name for example {@code encoder.layers.0.self_attn}
 */
record Attention(String name, OfaConfig config, Weights weights) {

    /** What can be attended to in {@code memory} (B, K, C). */
    KeyValues project(Tensor memory) {
        return new KeyValues(
                heads(weights.linear(memory, name + ".k_proj")), heads(weights.linear(memory, name + ".v_proj")));
    }

    /** The expert's prefix for {@code rows} rows, if it has one. */
    Optional<KeyValues> prefix(long rows) {
        return weights.expert()
                .prefix(name)
                .map(states -> new KeyValues(heads(perRow(states.keys(), rows)), heads(perRow(states.values(), rows))));
    }

    /**
     * Attends from {@code x} (B, Q, C).
     *
     * @param bias broadcastable to (B, H, Q, K), masks included; where it is narrower than the memory, the memory begins with a prefix,
     *     which has no bias
     * @return (B, Q, C)
     */
    Tensor attend(Tensor x, KeyValues memory, Tensor bias) {
        Tensor q = heads(weights.linear(x, name + ".q_proj").multiply(config.queryScale()));
        Tensor scores = q.matmul(memory.keys().swapLast()).add(withPrefix(bias, memory.length() - bias.size(3)));
        Tensor mixed = scores.softmax(-1)
                .matmul(memory.values())
                .multiply(weights.get(name + ".c_attn").reshape(1, -1, 1, 1));
        Tensor joined = mixed.permute(0, 2, 1, 3).reshape(x.size(0), x.size(1), config.width());
        return weights.linear(joined, name + ".out_proj");
    }

    private static Tensor withPrefix(Tensor bias, long prefix) {
        return prefix == 0
                ? bias
                : Tensor.concat(List.of(Tensor.zeros(bias.size(0), bias.size(1), bias.size(2), prefix), bias), 3);
    }

    private static Tensor perRow(Tensor states, long rows) {
        return states.rank() == 3 ? states : states.expand(0).broadcast(rows, states.size(0), states.size(1));
    }

    private Tensor heads(Tensor x) {
        return x.reshape(x.size(0), x.size(1), config.heads(), config.headSize())
                .permute(0, 2, 1, 3);
    }
}
