package io.pituning.learning.backbone.t5;

import io.pituning.learning.backbone.DecoderState;
import io.pituning.learning.backbone.DecoderStep;
import io.pituning.learning.backbone.Encoded;
import io.pituning.learning.backbone.KeyValues;
import io.pituning.learning.backbone.TokenRows;
import io.pituning.learning.backbone.Weights;
import io.pituning.learning.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** T5's decoder, over whole rows or token by token. */
record T5Decoder(T5Config config, PositionBias positionBias, Weights weights) {

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

    /** Padding needs no mask: it is on the right, where no real token looks. */
    DecoderStep advance(DecoderState state, TokenRows tokens) {
        int to = state.length() + tokens.length();
        Optional<Tensor> bias = Optional.of(positionBias.decoder(state.length(), to, weights));
        Tensor x = tokens.tensor().lookUp(weights.get("shared.weight"));
        List<Optional<KeyValues>> seen = new ArrayList<>();
        for (int i = 0; i < config.decoderLayers(); i++) {
            String name = "decoder.block." + i;
            Attention self = selfAttention(i);
            Tensor normed = norm(x, name + ".layer.0.layer_norm");
            KeyValues all = self.project(normed).after(state.self().get(i));
            seen.add(Optional.of(all));
            Tensor attended = self.attend(normed, all, bias);
            x = x.add(weights.expert().afterBlock(name + ".layer.0.adapter", attended));

            Tensor asked = norm(x, name + ".layer.1.layer_norm");
            x = x.add(crossAttention(i).attend(asked, state.cross().get(i), state.mask()));
            x = new FeedForward(name + ".layer.2", config, weights).forward(x);
        }
        Tensor logits = logits(norm(x, "decoder.final_layer_norm"));
        return new DecoderStep(logits, new DecoderState(seen, state.cross(), state.mask(), state.source(), to));
    }

    private Tensor logits(Tensor states) {
        Tensor scaled = config.scaledOutput() ? states.multiply(Math.pow(config.width(), -0.5)) : states;
        return scaled.matmul(
                weights.get(config.tied() ? "shared.weight" : "lm_head.weight").swapLast());
    }

    private Tensor norm(Tensor x, String name) {
        return x.rmsNorm(weights.get(name + ".weight"), config.epsilon());
    }

    private Attention selfAttention(int layer) {
        return new Attention("decoder.block." + layer + ".layer.0.SelfAttention", config, weights);
    }

    private Attention crossAttention(int layer) {
        return new Attention("decoder.block." + layer + ".layer.1.EncDecAttention", config, weights);
    }
}
