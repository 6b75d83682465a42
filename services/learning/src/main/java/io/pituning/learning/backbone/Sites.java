package io.pituning.learning.backbone;

import java.util.List;

/**
 * Where experts attach to a backbone, in the order of computation.
 *
 * @param attentions the attentions, each with its four projections
 * @param blocks the ends of sub-layers, where an adapter may stand
 */
public record Sites(List<Attention> attentions, List<Block> blocks) {

    /**
     * An attention whose projections {@code q_proj, k_proj, v_proj, out_proj} are (width, width) matrices.
     *
     * @param name for example {@code encoder.layers.0.self_attn}
     */
    public record Attention(String name, int width) {}

    /**
     * The end of a sub-layer.
     *
     * @param name for example {@code encoder.layers.0.adapter1}
     */
    public record Block(String name, int width) {}
}
