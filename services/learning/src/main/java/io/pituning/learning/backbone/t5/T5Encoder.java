package io.pituning.learning.backbone.t5;

import io.pituning.learning.backbone.Encoded;
import io.pituning.learning.backbone.KeyValues;
import io.pituning.learning.backbone.Masks;
import io.pituning.learning.backbone.SourceShape;
import io.pituning.learning.backbone.TokenRows;
import io.pituning.learning.backbone.Weights;
import io.pituning.learning.tensor.Tensor;
import java.util.Optional;

/** T5's encoder. */
record T5Encoder(T5Config config, PositionBias positionBias, Weights weights) {

    Encoded encode(TokenRows source) {
        Optional<Tensor> mask = source.padded() ? Optional.of(Masks.padding(source, 0)) : Optional.empty();
        Tensor positions = positionBias.encoder(source.length(), weights);
        Tensor bias = mask.map(positions::add).orElse(positions);
        Tensor x = source.tensor().lookUp(weights.get("shared.weight"));
        for (int i = 0; i < config.encoderLayers(); i++) {
            x = block(x, "encoder.block." + i, bias);
        }
        Tensor states = x.rmsNorm(weights.get("encoder.final_layer_norm.weight"), config.epsilon());
        return new Encoded(states, mask, new SourceShape(0, 0, source.length()));
    }

    private Tensor block(Tensor x, String name, Tensor bias) {
        Attention attention = new Attention(name + ".layer.0.SelfAttention", config, weights);
        Tensor normed = x.rmsNorm(weights.get(name + ".layer.0.layer_norm.weight"), config.epsilon());
        KeyValues seen = attention.project(normed).after(attention.prefix(x.size(0)));
        Tensor attended = attention.attend(normed, seen, Optional.of(bias));
        Tensor y = x.add(weights.expert().afterBlock(name + ".layer.0.adapter", attended));
        return new FeedForward(name + ".layer.1", config, weights).forward(y);
    }
}
