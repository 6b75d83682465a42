package io.pituning.learning.backbone.ofa;

import io.pituning.learning.backbone.Weights;
import io.pituning.learning.tensor.Tensor;

/**
 * The feed-forward sub-layer with its residual, in encoder and decoder.
 *
 * @param layer for example {@code encoder.layers.0}
 */
record FeedForward(String layer, Weights weights) {
    Tensor forward(Tensor x) {
        return x.add(weights.expert().afterBlock(layer + ".adapter2", transform(x)));
    }

    /** What the two linear layers make of the states, (B, L, C): without the expert's part and the residual. */
    Tensor transform(Tensor x) {
        Tensor inner = weights.linear(weights.norm(x.flat(), layer + ".final_layer_norm"), layer + ".fc1")
                .gelu();
        return weights.linear(weights.norm(inner, layer + ".ffn_layernorm"), layer + ".fc2")
                .reshape(x.shape());
    }
}
