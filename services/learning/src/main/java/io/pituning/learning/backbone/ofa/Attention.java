package io.pituning.learning.backbone.ofa;

import io.pituning.learning.expert.Expert;
import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.Tensor;

/**
 * Multi-head attention with an additive bias and a learned scale per head.
 *
 * @param name for example {@code encoder.layers.0.self_attn}
 */
record Attention(String name, OfaConfig config, NamedTensors weights, Expert expert) {

    /**
     * Attends from {@code x} (B, Q, C) to {@code memory} (B, K, C).
     *
     * @param bias broadcastable to (B, H, Q, K), masks included
     * @return (B, Q, C)
     */
    Tensor attend(Tensor x, Tensor memory, Tensor bias) {
        Tensor q = heads(project("q_proj", x).multiply(config.queryScale()));
        Tensor k = heads(project("k_proj", memory));
        Tensor v = heads(project("v_proj", memory));
        Tensor attention = q.matmul(k.swapLast()).add(bias).softmax(-1);
        Tensor mixed =
                attention.matmul(v).multiply(weights.get(name + ".c_attn").reshape(1, -1, 1, 1));
        Tensor joined = mixed.permute(0, 2, 1, 3).reshape(x.size(0), x.size(1), config.width());
        return project("out_proj", joined);
    }

    private Tensor project(String projection, Tensor input) {
        String site = name + "." + projection;
        Tensor output = input.linear(weights.get(site + ".weight"), weights.get(site + ".bias"));
        return expert.afterProjection(site, input, output);
    }

    private Tensor heads(Tensor x) {
        return x.reshape(x.size(0), x.size(1), config.heads(), config.headSize())
                .permute(0, 2, 1, 3);
    }
}
