package io.pituning.learning.backbone.t5;

import io.pituning.learning.LearningException;
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

/** T5 as a function of its weights; it reads text only. */
public final class T5Backbone implements Backbone {
    private final T5Config config;
    private final NamedTensors weights;
    private final FrozenCache cache = new FrozenCache();
    private final PositionBias positionBias;

    private T5Backbone(T5Config config, NamedTensors weights) {
        this.config = config;
        this.weights = weights;
        this.positionBias = new PositionBias(config, cache);
    }

    /**
     * A frozen backbone: what depends on the weights alone is computed once.
     *
     * @param weights named as {@link T5Layout}; stay the caller's
     */
    public static T5Backbone frozen(T5Config config, NamedTensors weights) {
        return new T5Backbone(config, weights);
    }

    @Override
    public Sites sites() {
        return T5Layout.sites(config);
    }

    @Override
    public TokenFormat tokens() {
        return new TokenFormat(OptionalInt.empty(), config.decoderStart(), config.padding(), config.end());
    }

    @Override
    public Patches embedPatches(Tensor pixels, boolean[] present) {
        throw textOnly();
    }

    @Override
    public Encoded encode(Optional<Patches> patches, TokenRows source, Expert expert) {
        if (patches.isPresent()) {
            throw textOnly();
        }
        return new T5Encoder(config, positionBias, new Weights(weights, expert)).encode(source);
    }

    @Override
    public DecoderState start(Encoded encoded, Expert expert) {
        return new T5Decoder(config, positionBias, new Weights(weights, expert)).start(encoded);
    }

    @Override
    public DecoderStep advance(DecoderState state, TokenRows tokens, Expert expert) {
        return new T5Decoder(config, positionBias, new Weights(weights, expert)).advance(state, tokens);
    }

    private static LearningException textOnly() {
        return new LearningException(
                "task-unsupported",
                "A T5 model reads text only, and the task has pictures.",
                "Use a vision-language model, such as pi-nano, for tasks with pictures.");
    }

    @Override
    public void close() {
        cache.close();
    }
}
