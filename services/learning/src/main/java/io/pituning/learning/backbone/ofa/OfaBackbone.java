package io.pituning.learning.backbone.ofa;

import io.pituning.learning.backbone.Backbone;
import io.pituning.learning.backbone.DecoderState;
import io.pituning.learning.backbone.DecoderStep;
import io.pituning.learning.backbone.Encoded;
import io.pituning.learning.backbone.FrozenCache;
import io.pituning.learning.backbone.Patches;
import io.pituning.learning.backbone.Sites;
import io.pituning.learning.backbone.TokenFormat;
import io.pituning.learning.backbone.TokenRows;
import io.pituning.learning.backbone.Weights;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.Tensor;
import java.util.Optional;
import java.util.OptionalInt;

/** OFA as a function of its weights. */
public final class OfaBackbone implements Backbone {
    private static final TokenFormat TOKENS = new TokenFormat(OptionalInt.of(0), 0, 1, 2);

    private final OfaConfig config;
    private final NamedTensors weights;
    private final boolean stemOnBatch;
    private final Optional<FrozenCache> cache;
    private final PositionBias positionBias;

    private OfaBackbone(OfaConfig config, NamedTensors weights, boolean stemOnBatch, Optional<FrozenCache> cache) {
        this.config = config;
        this.weights = weights;
        this.stemOnBatch = stemOnBatch;
        this.cache = cache;
        this.positionBias = new PositionBias(config, cache);
    }

    /**
     * A frozen backbone: the image stem normalizes by its running statistics, and what depends on the weights alone is computed once.
     *
     * @param weights named as {@link OfaLayout}; stay the caller's
     */
    public static OfaBackbone frozen(OfaConfig config, NamedTensors weights) {
        return new OfaBackbone(config, weights, false, Optional.of(new FrozenCache()));
    }

    /**
     * A backbone whose weights are being trained: the image stem normalizes by the batch's statistics and moves the running ones.
     *
     * @param weights named as {@link OfaLayout}; stay the caller's
     */
    public static OfaBackbone inTraining(OfaConfig config, NamedTensors weights) {
        return new OfaBackbone(config, weights, true, Optional.empty());
    }

    @Override
    public Sites sites() {
        return OfaLayout.sites(config);
    }

    @Override
    public TokenFormat tokens() {
        return TOKENS;
    }

    @Override
    public Patches embedPatches(Tensor pixels, boolean[] present) {
        Weights frozen = new Weights(weights, Expert.none());
        Tensor features = new ImageStem(config, weights, stemOnBatch).forward(pixels);
        long rows = features.size(2);
        long columns = features.size(3);
        Tensor flat = features.reshape(features.size(0), features.size(1), rows * columns)
                .permute(0, 2, 1);
        Tensor typed = frozen.linear(flat, "encoder.image_proj")
                .add(weights.get("encoder.type_embedding.weight").slice(0, 1, 2));
        return new Patches(frozen.norm(typed, "encoder.patch_layernorm_embedding"), (int) rows, (int) columns, present);
    }

    @Override
    public Encoded encode(Optional<Patches> patches, TokenRows source, Expert expert) {
        return new OfaEncoder(config, positionBias, new Weights(weights, expert)).encode(patches, source);
    }

    @Override
    public DecoderState start(Encoded encoded, Expert expert) {
        return new OfaDecoder(config, positionBias, new Weights(weights, expert)).start(encoded);
    }

    @Override
    public DecoderStep advance(DecoderState state, TokenRows tokens, Expert expert) {
        return new OfaDecoder(config, positionBias, new Weights(weights, expert)).advance(state, tokens);
    }

    @Override
    public void close() {
        cache.ifPresent(FrozenCache::close);
    }
}
