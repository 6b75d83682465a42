package io.pituning.learning.backbone.ofa;

import io.pituning.learning.backbone.DecoderState;
import io.pituning.learning.backbone.DecoderStep;
import io.pituning.learning.backbone.Encoded;
import io.pituning.learning.backbone.KeyValues;
import io.pituning.learning.backbone.Masks;
import io.pituning.learning.backbone.TokenRows;
import io.pituning.learning.backbone.Weights;
import io.pituning.learning.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** OFA's decoder, over whole rows or token by token. */
record OfaDecoder(OfaConfig config, PositionBias positionBias, Weights weights) {

    DecoderState start(Encoded encoded) {
        long rows = encoded.states().size(0);
        List<Optional<KeyValues>> self = IntStream.range(0, config.decoderLayers())
                .mapToObj(i -> layer(i).prefix(rows))
                .toList();
        List<KeyValues> cross = IntStream.range(0, config.decoderLayers())
                .mapToObj(i -> layer(i).memory(encoded.states()))
                .toList();
        return new DecoderState(self, cross, encoded.mask(), encoded.shape(), 0);
    }

    DecoderStep advance(DecoderState state, TokenRows tokens) {
        Tensor crossBias = crossBias(state, tokens);
        Optional<Tensor> padding = padding(state, tokens);
        Tensor x = embed(tokens);
        List<Optional<KeyValues>> seen = new ArrayList<>();
        for (int i = 0; i < config.decoderLayers(); i++) {
            DecoderLayer.Read read = layer(i).forward(
                            x,
                            state.self().get(i),
                            selfBias(i, state, tokens, padding),
                            state.cross().get(i),
                            crossBias);
            x = read.states();
            seen.add(Optional.of(read.seen()));
        }
        Tensor logits = weights.norm(x, "decoder.layer_norm").matmul(embedding().swapLast());
        int length = state.length() + tokens.length();
        return new DecoderStep(logits, new DecoderState(seen, state.cross(), state.mask(), state.source(), length));
    }

    /** What the first layer reads, (B, n, C). */
    Tensor embed(TokenRows tokens) {
        return weights.norm(tokens.tensor().lookUp(embedding()), "decoder.layernorm_embedding");
    }

    DecoderLayer layer(int number) {
        return new DecoderLayer(number, config, weights);
    }

    /** What every layer's cross-attention adds to its scores: positions, and the mask of padding where there is any. */
    Tensor crossBias(DecoderState state, TokenRows tokens) {
        int from = state.length();
        Tensor bias = positionBias.cross(state.source(), from, from + tokens.length(), weights);
        return state.mask().map(bias::add).orElse(bias);
    }

    /** What a layer's self-attention adds to its scores: positions, and that nobody looks ahead or at padding. */
    Tensor selfBias(int layer, DecoderState state, TokenRows tokens, Optional<Tensor> padding) {
        int from = state.length();
        Tensor bias = positionBias.decoder(layer, from, from + tokens.length(), weights);
        return padding.map(bias::add).orElse(bias);
    }

    /** That nobody looks at the padding among these tokens, the same for all layers; empty where there is none. */
    static Optional<Tensor> padding(DecoderState state, TokenRows tokens) {
        return tokens.padded() ? Optional.of(Masks.padding(tokens, state.length())) : Optional.empty();
    }

    private Tensor embedding() {
        return weights.get("encoder.embed_tokens.weight");
    }
}
