package io.pituning.learning.backbone.ofa;

import io.pituning.learning.backbone.Encoded;
import io.pituning.learning.backbone.KeyValues;
import io.pituning.learning.backbone.Patches;
import io.pituning.learning.backbone.SourceShape;
import io.pituning.learning.backbone.TokenRows;
import io.pituning.learning.backbone.Weights;
import io.pituning.learning.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/** OFA's encoder: patches and text in one row. */
record OfaEncoder(OfaConfig config, PositionBias positionBias, Weights weights) {

    Encoded encode(Optional<Patches> patches, TokenRows source) {
        Tensor tokens = source.tensor().lookUp(weights.get("encoder.embed_tokens.weight"));
        Tensor typed = tokens.add(weights.get("encoder.type_embedding.weight").slice(0, 0, 1));
        Tensor text = weights.norm(typed, "encoder.layernorm_embedding");
        Tensor x =
                patches.map(p -> Tensor.concat(List.of(p.embedded(), text), 1)).orElse(text);
        SourceShape shape = new SourceShape(
                patches.map(Patches::rows).orElse(0),
                patches.map(Patches::columns).orElse(0),
                source.length());

        Optional<Tensor> mask = Optional.empty();
        if (source.padded() || patches.map(Patches::anyAbsent).orElse(false)) {
            float[] real = realPlaces(patches, source, shape);
            x = x.multiply(Tensor.of(real, source.size(), shape.total(), 1));
            mask = Optional.of(minusInfinityAtPadding(real, source.size()));
        }
        for (int i = 0; i < config.encoderLayers(); i++) {
            x = layer(x, i, shape, mask);
        }
        return new Encoded(weights.norm(x, "encoder.layer_norm"), mask, shape);
    }

    private Tensor layer(Tensor x, int number, SourceShape shape, Optional<Tensor> mask) {
        String name = "encoder.layers." + number;
        Tensor bias = positionBias.encoder(number, shape, weights);
        Tensor masked = mask.map(bias::add).orElse(bias);
        Attention attention = new Attention(name + ".self_attn", config, weights);
        Tensor normed = weights.norm(x, name + ".self_attn_layer_norm");
        KeyValues own = attention.project(normed);
        KeyValues seen = attention
                .prefix(x.size(0))
                .map(prefix -> prefix.followedBy(own))
                .orElse(own);
        Tensor attended = weights.norm(attention.attend(normed, seen, masked), name + ".attn_ln");
        Tensor y = x.add(weights.expert().afterBlock(name + ".adapter1", attended));
        return new FeedForward(name, weights).forward(y);
    }

    /** 1 at patches and tokens, 0 at padding: B rows of S. */
    private static float[] realPlaces(Optional<Patches> patches, TokenRows source, SourceShape shape) {
        float[] real = new float[source.size() * shape.total()];
        for (int b = 0; b < source.size(); b++) {
            int row = b;
            boolean pictured = patches.map(p -> p.present()[row]).orElse(false);
            int start = b * shape.total();
            for (int i = 0; i < shape.total(); i++) {
                boolean isReal = i < shape.patches() ? pictured : i - shape.patches() < source.lengths()[b];
                real[start + i] = isReal ? 1 : 0;
            }
        }
        return real;
    }

    /** (B, 1, 1, S). */
    private static Tensor minusInfinityAtPadding(float[] real, int rows) {
        float[] mask = new float[real.length];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = real[i] == 0 ? Float.NEGATIVE_INFINITY : 0;
        }
        return Tensor.of(mask, rows, 1, 1, real.length / rows);
    }
}
