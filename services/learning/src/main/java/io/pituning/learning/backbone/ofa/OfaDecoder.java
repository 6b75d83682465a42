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
                .mapToObj(i -> selfAttention(i).prefix(rows))
                .toList();
        List<KeyValues> cross = IntStream.range(0, config.decoderLayers())
                .mapToObj(i -> crossAttention(i).project(encoded.states()))
                .toList();
        return new DecoderState(self, cross, encoded.mask(), encoded.shape(), 0);
    }

    DecoderStep advance(DecoderState state, TokenRows tokens) {
        int from = state.length();
        int to = from + tokens.length();
        Tensor embedding = weights.get("encoder.embed_tokens.weight");
        Tensor x = weights.norm(tokens.tensor().lookUp(embedding), "decoder.layernorm_embedding");
        Tensor crossBias = positionBias.cross(state.source(), from, to, weights);
        Tensor maskedCross = state.mask().map(crossBias::add).orElse(crossBias);
        Optional<Tensor> padding = tokens.padded() ? Optional.of(Masks.padding(tokens, from)) : Optional.empty();
        List<Optional<KeyValues>> seen = new ArrayList<>();
        for (int i = 0; i < config.decoderLayers(); i++) {
            String name = "decoder.layers." + i;
            Tensor bias = positionBias.decoder(i, from, to, weights);
            Tensor masked = padding.map(bias::add).orElse(bias);
            Attention self = selfAttention(i);
            Tensor normed = weights.norm(x, name + ".self_attn_layer_norm");
            KeyValues own = self.project(normed);
            KeyValues all =
                    state.self().get(i).map(before -> before.followedBy(own)).orElse(own);
            seen.add(Optional.of(all));
            Tensor attended = weights.norm(self.attend(normed, all, masked), name + ".self_attn_ln");
            x = x.add(weights.expert().afterBlock(name + ".adapter1", attended));

            Tensor asked = weights.norm(x, name + ".encoder_attn_layer_norm");
            Tensor found = crossAttention(i).attend(asked, state.cross().get(i), maskedCross);
            x = x.add(weights.norm(found, name + ".cross_attn_ln"));
            x = new FeedForward(name, weights).forward(x);
        }
        Tensor logits = weights.norm(x, "decoder.layer_norm").matmul(embedding.swapLast());
        return new DecoderStep(logits, new DecoderState(seen, state.cross(), state.mask(), state.source(), to));
    }

    private Attention selfAttention(int layer) {
        return new Attention("decoder.layers." + layer + ".self_attn", config, weights);
    }

    private Attention crossAttention(int layer) {
        return new Attention("decoder.layers." + layer + ".encoder_attn", config, weights);
    }
}
