package io.pituning.learning.foundation;

import com.fasterxml.jackson.databind.JsonNode;
import io.pituning.learning.backbone.Backbone;
import io.pituning.learning.backbone.t5.T5Backbone;
import io.pituning.learning.backbone.t5.T5Config;
import io.pituning.learning.backbone.t5.T5Layout;
import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.TensorLayout;
import java.util.List;
import java.util.OptionalInt;

/**
 * T5, as published: T5, T5 1.1, FLAN-T5.
 *
 * <p>The embedding is stored under the names of any of the modules that share it. The first T5 checkpoints carry a table of position biases for
 * cross-attention, which the model never used.
 */
record T5Architecture(T5Config config, TensorLayout layout) implements Architecture {
    static final String TYPE = "t5";

    private static final String EMBEDDING = "shared.weight";
    private static final String OUTPUT = "lm_head.weight";
    private static final List<String> SHARING = List.of("encoder.embed_tokens.weight", "decoder.embed_tokens.weight");
    private static final String NEVER_USED = "decoder.block.0.layer.1.EncDecAttention.relative_attention_bias.weight";

    static T5Architecture of(String model, JsonNode json) {
        T5Config config = T5ConfigReader.read(model, json);
        return new T5Architecture(config, T5Layout.weights(config));
    }

    @Override
    public String canonical(String stored) {
        boolean shared = SHARING.contains(stored) || config.tied() && stored.equals(OUTPUT);
        return shared ? EMBEDDING : stored;
    }

    @Override
    public boolean ignorable(String canonical) {
        return canonical.equals(NEVER_USED);
    }

    @Override
    public Backbone backbone(NamedTensors weights) {
        return T5Backbone.frozen(config, weights);
    }

    @Override
    public long parameters() {
        return layout.elements();
    }

    @Override
    public int longest() {
        return config.longest();
    }

    @Override
    public int vocabularySize() {
        return config.vocabularySize();
    }

    @Override
    public OptionalInt imageSize() {
        return OptionalInt.empty();
    }
}
