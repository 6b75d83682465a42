package io.pituning.learning.backbone.ofa;

import io.pituning.learning.backbone.Sites;
import io.pituning.learning.tensor.TensorLayout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Names and shapes of an OFA model's tensors.
 *
 * <p>The token embedding is stored once; it also embeds the decoder's input and is the output projection. What only image-code generation
 * needs is left out.
 */
public final class OfaLayout {
    private static final List<String> PROJECTIONS = List.of("q_proj", "k_proj", "v_proj", "out_proj");

    /** What only embedding a picture needs: done once per example, so no expert changes it. */
    private static final Pattern PICTURES =
            Pattern.compile("^encoder\\.(embed_images|image_proj|patch_layernorm_embedding)\\.");

    private final OfaConfig config;
    private final Map<String, long[]> shapes = new LinkedHashMap<>();

    private OfaLayout(OfaConfig config) {
        this.config = config;
    }

    /** Everything a gradient trains: all but the statistics of batch normalization. */
    public static TensorLayout trainable(OfaConfig config) {
        OfaLayout layout = new OfaLayout(config);
        layout.embeddings();
        layout.stem(false);
        layout.encoder();
        layout.decoder();
        return new TensorLayout(layout.shapes);
    }

    /** The running means and variances of the image stem. */
    public static TensorLayout statistics(OfaConfig config) {
        OfaLayout layout = new OfaLayout(config);
        layout.stem(true);
        return new TensorLayout(layout.shapes);
    }

    /** Where experts attach. */
    public static Sites sites(OfaConfig config) {
        List<Sites.Linear> linears = new ArrayList<>();
        List<Sites.Attention> attentions = new ArrayList<>();
        List<Sites.Block> blocks = new ArrayList<>();
        int width = config.width();
        for (String side : List.of("encoder", "decoder")) {
            int layers = side.equals("encoder") ? config.encoderLayers() : config.decoderLayers();
            for (int i = 0; i < layers; i++) {
                String layer = side + ".layers." + i;
                attentions.add(new Sites.Attention(layer + ".self_attn", width));
                for (String projection : PROJECTIONS) {
                    linears.add(new Sites.Linear(layer + ".self_attn." + projection, width, width));
                }
                if (side.equals("decoder")) {
                    for (String projection : PROJECTIONS) {
                        linears.add(new Sites.Linear(layer + ".encoder_attn." + projection, width, width));
                    }
                }
                linears.add(new Sites.Linear(layer + ".fc1", width, config.feedForward()));
                linears.add(new Sites.Linear(layer + ".fc2", config.feedForward(), width));
                blocks.add(new Sites.Block(layer + ".adapter1", width));
                blocks.add(new Sites.Block(layer + ".adapter2", width));
            }
        }
        return new Sites(linears, attentions, blocks, trainable(config).only(name -> !PICTURES.matcher(name)
                .find()));
    }

    private void embeddings() {
        int c = config.width();
        add("encoder.embed_tokens.weight", config.vocabularySize(), c);
        norm("encoder.layernorm_embedding", c);
        add("encoder.type_embedding.weight", 2, c);
        linear("encoder.image_proj", c, config.stemChannels());
        norm("encoder.patch_layernorm_embedding", c);
        add("encoder.embed_positions.weight", config.positions(), c);
        add("encoder.embed_image_positions.weight", (long) config.imageBuckets() * config.imageBuckets() + 1, c);
        norm("encoder.pos_ln", c);
        norm("encoder.image_pos_ln", c);
        linear("encoder.pos_q_linear", c, c);
        linear("encoder.pos_k_linear", c, c);
        norm("decoder.layernorm_embedding", c);
        add("decoder.embed_positions.weight", config.positions(), c);
        norm("decoder.pos_ln", c);
        for (String linear : new String[] {"self_pos_q", "self_pos_k", "cross_pos_q", "cross_pos_k"}) {
            linear("decoder." + linear + "_linear", c, c);
        }
    }

    private void encoder() {
        for (int i = 0; i < config.encoderLayers(); i++) {
            String layer = "encoder.layers." + i + ".";
            attention(layer + "self_attn");
            norm(layer + "self_attn_layer_norm", config.width());
            norm(layer + "attn_ln", config.width());
            feedForward(layer);
            add("encoder.token_rel_pos_table_list." + i + ".weight", textBuckets(), config.heads());
            add(
                    "encoder.image_rel_pos_table_list." + i + ".weight",
                    RelativePositions.imageBuckets(config.imageBuckets()),
                    config.heads());
        }
        norm("encoder.layer_norm", config.width());
    }

    private void decoder() {
        for (int i = 0; i < config.decoderLayers(); i++) {
            String layer = "decoder.layers." + i + ".";
            attention(layer + "self_attn");
            norm(layer + "self_attn_layer_norm", config.width());
            norm(layer + "self_attn_ln", config.width());
            attention(layer + "encoder_attn");
            norm(layer + "encoder_attn_layer_norm", config.width());
            norm(layer + "cross_attn_ln", config.width());
            feedForward(layer);
            add("decoder.token_rel_pos_table_list." + i + ".weight", textBuckets(), config.heads());
        }
        norm("decoder.layer_norm", config.width());
    }

    private void attention(String name) {
        add(name + ".c_attn", config.heads());
        for (String projection : PROJECTIONS) {
            linear(name + "." + projection, config.width(), config.width());
        }
    }

    private void feedForward(String layer) {
        norm(layer + "final_layer_norm", config.width());
        linear(layer + "fc1", config.feedForward(), config.width());
        norm(layer + "ffn_layernorm", config.feedForward());
        linear(layer + "fc2", config.width(), config.feedForward());
    }

    private void stem(boolean statistics) {
        int w = config.stemWidth();
        convolution("conv1", "bn1", w, 3, 7, statistics);
        int in = w;
        for (int stage = 1; stage <= 3; stage++) {
            int middle = w << (stage - 1);
            for (int block = 0; block < config.stemBlocks().get(stage - 1); block++) {
                String name = "layer" + stage + "." + block + ".";
                convolution(name + "conv1", name + "bn1", middle, in, 1, statistics);
                convolution(name + "conv2", name + "bn2", middle, middle, 3, statistics);
                convolution(name + "conv3", name + "bn3", 4 * middle, middle, 1, statistics);
                if (block == 0) {
                    convolution(name + "downsample.0", name + "downsample.1", 4 * middle, in, 1, statistics);
                }
                in = 4 * middle;
            }
        }
    }

    private void convolution(String name, String norm, int out, int in, int kernel, boolean statistics) {
        String prefix = ImageStem.PREFIX;
        if (statistics) {
            add(prefix + norm + ".running_mean", out);
            add(prefix + norm + ".running_var", out);
        } else {
            add(prefix + name + ".weight", out, in, kernel, kernel);
            norm(prefix + norm, out);
        }
    }

    private int textBuckets() {
        return RelativePositions.textBuckets(config.tokenBuckets());
    }

    private void linear(String name, int out, int in) {
        add(name + ".weight", out, in);
        add(name + ".bias", out);
    }

    private void norm(String name, int width) {
        add(name + ".weight", width);
        add(name + ".bias", width);
    }

    private void add(String name, long... shape) {
        shapes.put(name, shape);
    }
}
