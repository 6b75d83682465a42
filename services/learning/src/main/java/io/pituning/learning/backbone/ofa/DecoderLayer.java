package io.pituning.learning.backbone.ofa;

import io.pituning.learning.backbone.KeyValues;
import io.pituning.learning.backbone.Weights;
import io.pituning.learning.tensor.Tensor;
import java.util.Optional;

/** One layer of OFA's decoder: self-attention, cross-attention and feed-forward, each normed before and after and with its residual. */
record DecoderLayer(int number, OfaConfig config, Weights weights) {

    /**
     * What came of reading n further tokens.
     *
     * @param states (B, n, C)
     * @param seen everything the self-attention has seen by now, these tokens included
     */
    record Read(Tensor states, KeyValues seen) {}

    /** What the self-attention sees before the first token: the expert's prefix for {@code rows} rows, if it has one. */
    Optional<KeyValues> prefix(long rows) {
        return self().prefix(rows);
    }

    /** What the cross-attention sees of the encoder's output (B, S, C). */
    KeyValues memory(Tensor encoded) {
        return cross().project(encoded);
    }

    /**
     * The whole layer.
     *
     * @param x (B, n, C)
     * @param before what the self-attention has seen of earlier tokens
     * @param selfBias broadcastable to (B, H, n, tokens so far), masks included
     * @param crossBias broadcastable to (B, H, n, S), the mask of padding included
     */
    Read forward(Tensor x, Optional<KeyValues> before, Tensor selfBias, KeyValues memory, Tensor crossBias) {
        Read found = attend(x, before, selfBias);
        Tensor y = afterAttention(x, found.states());
        Tensor z = afterCrossAttention(y, attendAcross(y, memory, crossBias));
        return new Read(feedForward().forward(z), found.seen());
    }

    /** What the self-attention finds. */
    Read attend(Tensor x, Optional<KeyValues> before, Tensor bias) {
        Tensor normed = weights.norm(x, name() + ".self_attn_layer_norm");
        KeyValues seen = self().project(normed).after(before);
        return new Read(self().attend(normed, seen, bias), seen);
    }

    /** The states with what the self-attention found. */
    Tensor afterAttention(Tensor x, Tensor found) {
        Tensor normed = weights.norm(found, name() + ".self_attn_ln");
        return x.add(weights.expert().afterBlock(name() + ".adapter1", normed));
    }

    /** What the cross-attention finds, (B, n, C). */
    Tensor attendAcross(Tensor x, KeyValues memory, Tensor bias) {
        return cross().attend(weights.norm(x, name() + ".encoder_attn_layer_norm"), memory, bias);
    }

    /** The states with what the cross-attention found. */
    Tensor afterCrossAttention(Tensor x, Tensor found) {
        return x.add(weights.norm(found, name() + ".cross_attn_ln"));
    }

    FeedForward feedForward() {
        return new FeedForward(name(), weights);
    }

    private Attention self() {
        return new Attention(name() + ".self_attn", config, weights);
    }

    private Attention cross() {
        return new Attention(name() + ".encoder_attn", config, weights);
    }

    private String name() {
        return "decoder.layers." + number;
    }
}
