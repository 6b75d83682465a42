package io.pituning.learning.backbone.ofa;

import io.pituning.learning.backbone.Backbone;
import io.pituning.learning.backbone.Encoded;
import io.pituning.learning.backbone.Patches;
import io.pituning.learning.backbone.Sites;
import io.pituning.learning.backbone.TokenRows;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** OFA as a function of its weights; holds no state of its own. */
public final class OfaBackbone implements Backbone {
    private final OfaConfig config;
    private final NamedTensors weights;
    private final boolean stemOnBatch;
    private final PositionBias positionBias;

    /** A frozen backbone: the image stem normalises by its running statistics. */
    public OfaBackbone(OfaConfig config, NamedTensors weights) {
        this(config, weights, false);
    }

    /**
     * @param weights named as {@link OfaLayout}; stay the caller's
     * @param stemOnBatch whether the image stem normalises by the batch's statistics, as in pre-training
     */
    public OfaBackbone(OfaConfig config, NamedTensors weights, boolean stemOnBatch) {
        this.config = config;
        this.weights = weights;
        this.stemOnBatch = stemOnBatch;
        this.positionBias = new PositionBias(config, weights);
    }

    @Override
    public Sites sites() {
        List<Sites.Attention> attentions = new ArrayList<>();
        List<Sites.Block> blocks = new ArrayList<>();
        for (int i = 0; i < config.encoderLayers(); i++) {
            attentions.add(new Sites.Attention("encoder.layers." + i + ".self_attn", config.width()));
            blocks.add(new Sites.Block("encoder.layers." + i + ".adapter1", config.width()));
            blocks.add(new Sites.Block("encoder.layers." + i + ".adapter2", config.width()));
        }
        for (int i = 0; i < config.decoderLayers(); i++) {
            attentions.add(new Sites.Attention("decoder.layers." + i + ".self_attn", config.width()));
            attentions.add(new Sites.Attention("decoder.layers." + i + ".encoder_attn", config.width()));
            blocks.add(new Sites.Block("decoder.layers." + i + ".adapter1", config.width()));
            blocks.add(new Sites.Block("decoder.layers." + i + ".adapter2", config.width()));
        }
        return new Sites(attentions, blocks);
    }

    @Override
    public Patches embedPatches(Tensor pixels, boolean[] present) {
        Tensor features = new ImageStem(config, weights, stemOnBatch).forward(pixels);
        long rows = features.size(2);
        long columns = features.size(3);
        Tensor flat = features.reshape(features.size(0), features.size(1), rows * columns)
                .permute(0, 2, 1);
        Tensor typed = linear(flat, "encoder.image_proj").add(typeEmbedding(1));
        return new Patches(norm(typed, "encoder.patch_layernorm_embedding"), (int) rows, (int) columns, present);
    }

    @Override
    public Encoded encode(Optional<Patches> patches, TokenRows source, Expert expert) {
        Tensor text = norm(
                source.tensor()
                        .lookUp(weights.get("encoder.embed_tokens.weight"))
                        .add(typeEmbedding(0)),
                "encoder.layernorm_embedding");
        Tensor textPositions = positions(source.length(), "encoder");
        Tensor x =
                patches.map(p -> Tensor.concat(List.of(p.embedded(), text), 1)).orElse(text);
        Tensor positions = patches.map(p -> Tensor.concat(
                        List.of(
                                norm(
                                        weights.get("encoder.embed_image_positions.weight")
                                                .rows(positionBias.imageIds(p.rows(), p.columns())),
                                        "encoder.image_pos_ln"),
                                textPositions),
                        0))
                .orElse(textPositions);
        Tensor real = realPlaces(patches, source);
        Tensor mask = minusInfinityAtPadding(real).reshape(source.size(), 1, 1, real.size(1));
        x = x.multiply(real.expand(2));

        Tensor absolute = positionBias.absolute(positions, positions, "encoder.pos_q_linear", "encoder.pos_k_linear");
        for (int i = 0; i < config.encoderLayers(); i++) {
            String layer = "encoder.layers." + i;
            Tensor bias =
                    absolute.add(encoderRelative(i, patches, source.length())).add(mask);
            Attention attention = new Attention(layer + ".self_attn", config, weights, expert);
            Tensor normed = norm(x, layer + ".self_attn_layer_norm");
            Tensor attended = norm(attention.attend(normed, normed, bias), layer + ".attn_ln");
            x = x.add(expert.afterBlock(layer + ".adapter1", attended));
            x = feedForward(x, layer, expert);
        }
        return new Encoded(norm(x, "encoder.layer_norm"), positions, mask);
    }

    @Override
    public Tensor decode(Encoded encoded, TokenRows decoderInput, Expert expert) {
        int length = decoderInput.length();
        Tensor embedding = weights.get("encoder.embed_tokens.weight");
        Tensor x = norm(decoderInput.tensor().lookUp(embedding), "decoder.layernorm_embedding");
        Tensor positions = positions(length, "decoder");
        Tensor absolute = positionBias
                .absolute(positions, positions, "decoder.self_pos_q_linear", "decoder.self_pos_k_linear")
                .add(causal(length))
                .add(minusInfinityAtPadding(decoderInput.mask()).reshape(decoderInput.size(), 1, 1, length));
        Tensor crossBias = positionBias
                .absolute(positions, encoded.positions(), "decoder.cross_pos_q_linear", "decoder.cross_pos_k_linear")
                .add(encoded.mask());
        for (int i = 0; i < config.decoderLayers(); i++) {
            String layer = "decoder.layers." + i;
            Tensor bias = absolute.add(positionBias.text(length, "decoder.token_rel_pos_table_list." + i + ".weight"));
            Attention self = new Attention(layer + ".self_attn", config, weights, expert);
            Tensor normed = norm(x, layer + ".self_attn_layer_norm");
            Tensor attended = norm(self.attend(normed, normed, bias), layer + ".self_attn_ln");
            x = x.add(expert.afterBlock(layer + ".adapter1", attended));

            Attention cross = new Attention(layer + ".encoder_attn", config, weights, expert);
            Tensor asked = norm(x, layer + ".encoder_attn_layer_norm");
            x = x.add(norm(cross.attend(asked, encoded.states(), crossBias), layer + ".cross_attn_ln"));
            x = feedForward(x, layer, expert);
        }
        return norm(x, "decoder.layer_norm").matmul(embedding.swapLast());
    }

    private Tensor feedForward(Tensor x, String layer, Expert expert) {
        Tensor inner =
                linear(norm(x, layer + ".final_layer_norm"), layer + ".fc1").gelu();
        Tensor outer = linear(norm(inner, layer + ".ffn_layernorm"), layer + ".fc2");
        return x.add(expert.afterBlock(layer + ".adapter2", outer));
    }

    /** Relative bias of the encoder, (1, H, S, S): among patches and among text, none between them. */
    private Tensor encoderRelative(int layer, Optional<Patches> patches, int textLength) {
        Tensor text = positionBias.text(textLength, "encoder.token_rel_pos_table_list." + layer + ".weight");
        return patches.map(p -> {
                    Tensor image = positionBias.image(
                            p.rows(), p.columns(), "encoder.image_rel_pos_table_list." + layer + ".weight");
                    int heads = config.heads();
                    Tensor above = Tensor.concat(List.of(image, Tensor.zeros(1, heads, p.count(), textLength)), 3);
                    Tensor below = Tensor.concat(List.of(Tensor.zeros(1, heads, textLength, p.count()), text), 3);
                    return Tensor.concat(List.of(above, below), 2);
                })
                .orElse(text);
    }

    /** 1 at patches and tokens, 0 at padding: (B, S). */
    private static Tensor realPlaces(Optional<Patches> patches, TokenRows source) {
        Tensor text = source.mask();
        return patches.map(p -> {
                    float[] present = new float[source.size() * p.count()];
                    for (int b = 0; b < source.size(); b++) {
                        Arrays.fill(present, b * p.count(), (b + 1) * p.count(), p.present()[b] ? 1f : 0f);
                    }
                    return Tensor.concat(List.of(Tensor.of(present, source.size(), p.count()), text), 1);
                })
                .orElse(text);
    }

    private static Tensor minusInfinityAtPadding(Tensor real) {
        float[] mask = real.toFloats();
        for (int i = 0; i < mask.length; i++) {
            mask[i] = mask[i] == 0 ? Float.NEGATIVE_INFINITY : 0;
        }
        return Tensor.of(mask, real.shape());
    }

    /** Minus infinity above the diagonal, (1, 1, T, T). */
    private static Tensor causal(int length) {
        float[] mask = new float[length * length];
        for (int q = 0; q < length; q++) {
            Arrays.fill(mask, q * length + q + 1, (q + 1) * length, Float.NEGATIVE_INFINITY);
        }
        return Tensor.of(mask, 1, 1, length, length);
    }

    /** Normed position embeddings of text, (L, C). */
    private Tensor positions(int length, String side) {
        return norm(weights.get(side + ".embed_positions.weight").slice(0, 0, length), side + ".pos_ln");
    }

    private Tensor typeEmbedding(int type) {
        return weights.get("encoder.type_embedding.weight").slice(0, type, type + 1);
    }

    private Tensor norm(Tensor x, String name) {
        return x.layerNorm(weights.get(name + ".weight"), weights.get(name + ".bias"));
    }

    private Tensor linear(Tensor x, String name) {
        return x.linear(weights.get(name + ".weight"), weights.get(name + ".bias"));
    }
}
