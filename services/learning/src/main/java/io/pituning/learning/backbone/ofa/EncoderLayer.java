package io.pituning.learning.backbone.ofa;

import io.pituning.learning.backbone.KeyValues;
import io.pituning.learning.backbone.Weights;
import io.pituning.learning.tensor.Tensor;

/** One layer of OFA's encoder: self-attention and feed-forward, each normed before and after and with its residual. */
record EncoderLayer(int number, OfaConfig config, Weights weights) {

    /**
     * The whole layer, (B, S, C) to (B, S, C).
     *
     * @param bias of the attention, broadcastable to (B, H, S, S), the mask of padding included
     */
    Tensor forward(Tensor x, Tensor bias) {
        return feedForward().forward(afterAttention(x, attend(x, bias)));
    }

    /** What the self-attention finds, (B, S, C). */
    Tensor attend(Tensor x, Tensor bias) {
        Attention attention = new Attention(name() + ".self_attn", config, weights);
        Tensor normed = weights.norm(x, name() + ".self_attn_layer_norm");
        KeyValues seen = attention.project(normed).after(attention.prefix(x.size(0)));
        return attention.attend(normed, seen, bias);
    }

    /** The states with what the self-attention found. */
    Tensor afterAttention(Tensor x, Tensor found) {
        Tensor normed = weights.norm(found, name() + ".attn_ln");
        return x.add(weights.expert().afterBlock(name() + ".adapter1", normed));
    }

    FeedForward feedForward() {
        return new FeedForward(name(), weights);
    }

    private String name() {
        return "encoder.layers." + number;
    }
}
