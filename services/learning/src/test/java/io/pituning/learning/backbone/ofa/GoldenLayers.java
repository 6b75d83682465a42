package io.pituning.learning.backbone.ofa;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.learning.backbone.Batch;
import io.pituning.learning.backbone.DecoderState;
import io.pituning.learning.backbone.Encoded;
import io.pituning.learning.backbone.FrozenCache;
import io.pituning.learning.backbone.KeyValues;
import io.pituning.learning.backbone.Weights;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What lies between input and output, under the reference's names: a network that is wrong inside in two places that cancel out is found here.
 *
 * <p>Padding is compared too: the reference computes it as we do, from zeroed embeddings and with padding hidden from every attention.
 */
final class GoldenLayers {
    private static final Pattern COMPARED = Pattern.compile(
            "(en|de)coder_state\\.\\d+|(en|de)coder\\.layers\\.\\d+\\..*\\.out|encoder_padding_mask|resnet_(maxpool|layer\\d)");

    private final Map<String, Tensor> computed = new LinkedHashMap<>();

    private GoldenLayers() {}

    /** The image stem's stages, of the first picture only. */
    static void checkStem(Npz numbers, ImageStem stem, Tensor pixels) {
        GoldenLayers ours = new GoldenLayers();
        Tensor x = stem.entry(pixels);
        ours.computed.put("resnet_maxpool", x.slice(0, 0, 1));
        for (int stage = 1; stage <= 3; stage++) {
            x = stem.stage(x, stage);
            ours.computed.put("resnet_layer" + stage, x.slice(0, 0, 1));
        }
        ours.compare(numbers, "resnet_");
    }

    /** Every layer of encoder and decoder, and its sub-layers. */
    static void check(Npz numbers, OfaConfig config, NamedTensors frozen, Expert expert, Batch batch) {
        Weights weights = new Weights(frozen, expert);
        GoldenLayers ours = new GoldenLayers();
        try (FrozenCache cache = new FrozenCache()) {
            PositionBias biases = new PositionBias(config, Optional.of(cache));
            Encoded encoded = ours.encode(new OfaEncoder(config, biases, weights), batch);
            ours.decode(new OfaDecoder(config, biases, weights), encoded, batch);
        }
        ours.compare(numbers, "encoder");
        ours.compare(numbers, "decoder");
    }

    private Encoded encode(OfaEncoder encoder, Batch batch) {
        Encoded encoded = encoder.encode(batch.patches(), batch.source());
        Tensor x = encoder.embed(batch.patches(), batch.source());
        computed.put("encoder_padding_mask", padding(encoded, x));
        computed.put("encoder_state.0", x);
        for (int i = 0; i < encoder.config().encoderLayers(); i++) {
            EncoderLayer layer = encoder.layer(i);
            Tensor bias = encoder.bias(i, encoded.shape(), encoded.mask());
            Tensor found = layer.attend(x, bias);
            put("encoder", i, "self_attn", found);
            putBlock("encoder", i, "adapter1", encoder.weights(), "attn_ln", found);
            Tensor transformed = layer.feedForward().transform(layer.afterAttention(x, found));
            put("encoder", i, "fc2", transformed);
            put(
                    "encoder",
                    i,
                    "adapter2",
                    encoder.weights().expert().afterBlock(site("encoder", i, "adapter2"), transformed));
            x = layer.forward(x, bias);
            computed.put("encoder_state." + (i + 1), x);
        }
        return encoded;
    }

    private void decode(OfaDecoder decoder, Encoded encoded, Batch batch) {
        DecoderState state = decoder.start(encoded);
        Tensor crossBias = decoder.crossBias(state, batch.decoderInput());
        Optional<Tensor> padding = OfaDecoder.padding(state, batch.decoderInput());
        Tensor x = decoder.embed(batch.decoderInput());
        computed.put("decoder_state.0", x);
        for (int i = 0; i < decoder.config().decoderLayers(); i++) {
            DecoderLayer layer = decoder.layer(i);
            Optional<KeyValues> before = state.self().get(i);
            KeyValues memory = state.cross().get(i);
            Tensor bias = decoder.selfBias(i, state, batch.decoderInput(), padding);
            Tensor found = layer.attend(x, before, bias).states();
            put("decoder", i, "self_attn", found);
            putBlock("decoder", i, "adapter1", decoder.weights(), "self_attn_ln", found);
            Tensor y = layer.afterAttention(x, found);
            Tensor across = layer.attendAcross(y, memory, crossBias);
            put("decoder", i, "encoder_attn", across);
            Tensor transformed = layer.feedForward().transform(layer.afterCrossAttention(y, across));
            put("decoder", i, "fc2", transformed);
            put(
                    "decoder",
                    i,
                    "adapter2",
                    decoder.weights().expert().afterBlock(site("decoder", i, "adapter2"), transformed));
            x = layer.forward(x, before, bias, memory, crossBias).states();
            computed.put("decoder_state." + (i + 1), x);
        }
    }

    private void put(String side, int layer, String module, Tensor output) {
        computed.put(site(side, layer, module) + ".out", output);
    }

    private void putBlock(String side, int layer, String block, Weights weights, String norm, Tensor found) {
        Tensor normed = weights.norm(found, site(side, layer, norm));
        put(side, layer, block, weights.expert().afterBlock(site(side, layer, block), normed));
    }

    private static String site(String side, int layer, String module) {
        return side + ".layers." + layer + "." + module;
    }

    /** 1 where our mask is minus infinity, (B, S). */
    private static Tensor padding(Encoded encoded, Tensor x) {
        float[] values = encoded.mask().map(Tensor::toFloats).orElseGet(() -> new float[(int) (x.size(0) * x.size(1))]);
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] == Float.NEGATIVE_INFINITY ? 1 : 0;
        }
        return Tensor.of(values, x.size(0), x.size(1));
    }

    /** A line of the case that nothing here is named after must not pass unseen. */
    private void compare(Npz numbers, String prefix) {
        for (String name : numbers.arrays().keySet()) {
            if (name.startsWith(prefix) && COMPARED.matcher(name).matches()) {
                assertThat(computed).as("what the case compares").containsKey(name);
                GoldenNumbers.near(numbers, name, computed.get(name), 5e-5, 0);
            }
        }
    }
}
