package io.pituning.learning.backbone.ofa;

import io.pituning.learning.backbone.Encoded;
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
        SourceShape shape = shape(patches, source);
        Optional<float[]> real = realPlaces(patches, source, shape);
        Optional<Tensor> mask = real.map(places -> minusInfinityAtPadding(places, source.size()));
        Tensor x = embed(patches, source);
        for (int i = 0; i < config.encoderLayers(); i++) {
            x = layer(i).forward(x, bias(i, shape, mask));
        }
        return new Encoded(weights.norm(x, "encoder.layer_norm"), mask, shape);
    }

    /** What the first layer reads, (B, S, C): zero at padding. */
    Tensor embed(Optional<Patches> patches, TokenRows source) {
        Tensor tokens = source.tensor().lookUp(weights.get("encoder.embed_tokens.weight"));
        Tensor typed = tokens.add(weights.get("encoder.type_embedding.weight").slice(0, 0, 1));
        Tensor text = weights.norm(typed, "encoder.layernorm_embedding");
        Tensor x =
                patches.map(p -> Tensor.concat(List.of(p.embedded(), text), 1)).orElse(text);
        SourceShape shape = shape(patches, source);
        return realPlaces(patches, source, shape)
                .map(real -> x.multiply(Tensor.of(real, source.size(), shape.total(), 1)))
                .orElse(x);
    }

    EncoderLayer layer(int number) {
        return new EncoderLayer(number, config, weights);
    }

    /** What a layer's attention adds to its scores: positions, and the mask of padding where there is any. */
    Tensor bias(int layer, SourceShape shape, Optional<Tensor> mask) {
        Tensor bias = positionBias.encoder(layer, shape, weights);
        return mask.map(bias::add).orElse(bias);
    }

    private static SourceShape shape(Optional<Patches> patches, TokenRows source) {
        return new SourceShape(
                patches.map(Patches::rows).orElse(0),
                patches.map(Patches::columns).orElse(0),
                source.length());
    }

    /** 1 at patches and tokens, 0 at padding: B rows of S; empty where nothing is padding. */
    private static Optional<float[]> realPlaces(Optional<Patches> patches, TokenRows source, SourceShape shape) {
        if (!source.padded() && !patches.map(Patches::anyAbsent).orElse(false)) {
            return Optional.empty();
        }
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
        return Optional.of(real);
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
