package io.pituning.learning.backbone.t5;

import io.pituning.learning.backbone.Weights;
import io.pituning.learning.tensor.Tensor;

/**
 * The feed-forward sub-layer with its residual, in encoder and decoder.
 *
 * @param layer for example {@code encoder.block.0.layer.1}
 */
record FeedForward(String layer, T5Config config, Weights weights) {

    Tensor forward(Tensor x) {
        Tensor normed = x.flat().rmsNorm(weights.get(layer + ".layer_norm.weight"), config.epsilon());
        Tensor inner =
                switch (config.feedForwardKind()) {
                    case RELU -> dense(normed, "wi").relu();
                    case GATED_GELU -> dense(normed, "wi_0").geluTanh().multiply(dense(normed, "wi_1"));
                };
        Tensor transformed = dense(inner, "wo").reshape(x.shape());
        return x.add(weights.expert().afterBlock(layer + ".adapter", transformed));
    }

    private Tensor dense(Tensor x, String linear) {
        return weights.linear(x, layer + ".DenseReluDense." + linear);
    }
}
