package io.pituning.learning.backbone.t5;

import io.pituning.learning.backbone.Sites;
import io.pituning.learning.tensor.TensorLayout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Names and shapes of a T5 model's tensors.
 *
 * <p>The embedding is stored once, as {@code shared.weight}; where it is tied it is also the output projection.
 */
public final class T5Layout {
    private static final List<String> PROJECTIONS = List.of("q", "k", "v", "o");

    private final T5Config config;
    private final Map<String, long[]> shapes = new LinkedHashMap<>();
    private final List<Sites.Linear> linears = new ArrayList<>();
    private final List<Sites.Attention> attentions = new ArrayList<>();
    private final List<Sites.Block> blocks = new ArrayList<>();

    private T5Layout(T5Config config) {
        this.config = config;
        add("shared.weight", config.vocabularySize(), config.width());
        side("encoder", config.encoderLayers());
        side("decoder", config.decoderLayers());
        if (!config.tied()) {
            add("lm_head.weight", config.vocabularySize(), config.width());
        }
    }

    /**
     * Everything the model computes with.
     *
     * @throws io.pituning.learning.LearningException {@code model-malformed} if the feed-forward kind is not supported
     */
    public static TensorLayout weights(T5Config config) {
        return new TensorLayout(new T5Layout(config).shapes);
    }

    /** Where experts attach. */
    public static Sites sites(T5Config config) {
        T5Layout layout = new T5Layout(config);
        return new Sites(layout.linears, layout.attentions, layout.blocks, new TensorLayout(layout.shapes));
    }

    private void side(String side, int layers) {
        for (int i = 0; i < layers; i++) {
            String block = side + ".block." + i;
            selfAttention(block + ".layer.0", i == 0);
            if (side.equals("decoder")) {
                attention(block + ".layer.1.EncDecAttention");
                norm(block + ".layer.1.layer_norm");
                feedForward(block + ".layer.2");
            } else {
                feedForward(block + ".layer.1");
            }
        }
        norm(side + ".final_layer_norm");
    }

    private void selfAttention(String layer, boolean holdsPositions) {
        attentions.add(new Sites.Attention(
                layer + ".SelfAttention", config.attentionHeads().width()));
        attention(layer + ".SelfAttention");
        if (holdsPositions) {
            add(layer + ".SelfAttention.relative_attention_bias.weight", config.buckets(), config.heads());
        }
        norm(layer + ".layer_norm");
        blocks.add(new Sites.Block(layer + ".adapter", config.width()));
    }

    private void attention(String name) {
        int inner = config.attentionHeads().width();
        for (String projection : PROJECTIONS) {
            boolean out = projection.equals("o");
            linear(name + "." + projection, out ? inner : config.width(), out ? config.width() : inner);
        }
    }

    private void feedForward(String layer) {
        for (String inner : config.feedForwardKind().inner()) {
            linear(layer + ".DenseReluDense." + inner, config.width(), config.feedForward());
        }
        linear(layer + ".DenseReluDense.wo", config.feedForward(), config.width());
        norm(layer + ".layer_norm");
        blocks.add(new Sites.Block(layer + ".adapter", config.width()));
    }

    private void linear(String name, int in, int out) {
        linears.add(new Sites.Linear(name, in, out));
        add(name + ".weight", out, in);
    }

    private void norm(String name) {
        add(name + ".weight", config.width());
    }

    private void add(String name, long... shape) {
        shapes.put(name, shape);
    }
}
