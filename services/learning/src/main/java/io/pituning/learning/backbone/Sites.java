package io.pituning.learning.backbone;

import io.pituning.learning.tensor.TensorLayout;
import java.util.List;

/**
 * Where experts attach to a backbone, in the order of computation.
 *
 * @param linears the linear layers, attention projections and feed-forward
 * @param attentions the self-attentions, which may see a prefix
 * @param blocks the ends of sub-layers, where an adapter may stand
 * @param weights the frozen weights that an expert may change; what is computed once per example (the image stem) is not among them
 */
public record Sites(List<Linear> linears, List<Attention> attentions, List<Block> blocks, TensorLayout weights) {

    /**
     * A linear layer.
     *
     * @param name for example {@code encoder.layers.0.self_attn.q_proj}
     */
    public record Linear(String name, int in, int out) {}

    /**
     * A self-attention.
     *
     * @param name for example {@code encoder.layers.0.self_attn}
     * @param width of its keys and values, all heads together
     */
    public record Attention(String name, int width) {}

    /**
     * The end of a sub-layer.
     *
     * @param name for example {@code encoder.layers.0.adapter1}
     */
    public record Block(String name, int width) {}
}
