package io.pituning.learning.backbone.t5;

import io.pituning.learning.backbone.FrozenCache;
import io.pituning.learning.backbone.Masks;
import io.pituning.learning.backbone.Weights;
import io.pituning.learning.tensor.Tensor;

/**
 * The position biases of the self-attentions: the first block of a side holds the table, all its blocks use it. Cross-attention has none.
 *
 * <p>An entry depends on its two positions only, so a bias is computed for the next power of two and cut; with frozen weights each is computed
 * once.
 */
final class PositionBias {
    private static final String TABLE = ".block.0.layer.0.SelfAttention.relative_attention_bias.weight";

    private final T5Config config;
    private final FrozenCache cache;

    PositionBias(T5Config config, FrozenCache cache) {
        this.config = config;
        this.cache = cache;
    }

    private record Key(String side, int length) {}

    /** The encoder's, (1, H, S, S). */
    Tensor encoder(int length, Weights weights) {
        return whole("encoder", length, weights).slice(2, 0, length).slice(3, 0, length);
    }

    /** The decoder's for the tokens {@code from} to {@code to}, causal: (1, H, to - from, to). */
    Tensor decoder(int from, int to, Weights weights) {
        return whole("decoder", to, weights).slice(2, from, to).slice(3, 0, to);
    }

    private Tensor whole(String side, int length, Weights weights) {
        if (weights.expert().changesWeights()) {
            return compute(side, length, weights);
        }
        int rounded = Integer.highestOneBit(2 * length - 1);
        return cache.get(new Key(side, rounded), () -> compute(side, rounded, weights));
    }

    private Tensor compute(String side, int length, Weights weights) {
        boolean encoder = side.equals("encoder");
        RelativeBuckets buckets = new RelativeBuckets(config.buckets(), config.longestDistance(), encoder);
        long[] numbers = new long[length * length];
        for (int q = 0; q < length; q++) {
            for (int k = 0; k < length; k++) {
                numbers[q * length + k] = buckets.of(q, k);
            }
        }
        Tensor bias = Tensor.of(numbers, length, length)
                .lookUp(weights.get(side + TABLE))
                .permute(2, 0, 1)
                .expand(0);
        return encoder ? bias : bias.add(Masks.causal(length));
    }
}
