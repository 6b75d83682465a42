package io.pituning.learning.foundation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pituning.learning.LearningException;
import io.pituning.learning.backbone.t5.T5Config;

/** Reads the {@code config.json} of a T5 model, as Hugging Face's library writes it, and checks that it can be computed with. */
final class T5ConfigReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String model;

    private T5ConfigReader(String model) {
        this.model = model;
    }

    /** @throws LearningException {@code model-malformed}, with the key, if one is missing or has a value that is not supported */
    static T5Config read(String model, JsonNode file) {
        if (!file.isObject()) {
            throw ModelFailure.malformed(model, "its config.json is not a JSON object");
        }
        try {
            T5Config config = JSON.treeToValue(file, T5Config.class);
            new T5ConfigReader(model).check(config);
            return config;
        } catch (JsonProcessingException e) {
            throw ModelFailure.malformed(model, "its config.json is not what a T5 model has", e);
        }
    }

    private void check(T5Config config) {
        positive("vocab_size", config.vocabularySize());
        positive("d_model", config.width());
        positive("d_kv", config.headSize());
        positive("d_ff", config.feedForward());
        positive("num_layers", config.encoderLayers());
        positive("num_decoder_layers", config.decoderLayers());
        positive("num_heads", config.heads());
        positive("n_positions", config.longest());
        token("decoder_start_token_id", config.decoderStart(), config);
        token("pad_token_id", config.padding(), config);
        token("eos_token_id", config.end(), config);
        config.feedForwardKind();
        if (config.buckets() < 4 || config.buckets() % 2 != 0) {
            throw malformed("relative_attention_num_buckets", "is not an even number of at least 4");
        }
        if (config.longestDistance() <= config.buckets() / 2) {
            throw malformed("relative_attention_max_distance", "is not more than half of the buckets");
        }
        if (!(config.epsilon() > 0)) {
            throw malformed("layer_norm_epsilon", "is not positive");
        }
    }

    private void positive(String key, int value) {
        if (value < 1) {
            throw malformed(key, "is missing or not positive");
        }
    }

    private void token(String key, int value, T5Config config) {
        if (value < 0 || value >= config.vocabularySize()) {
            throw malformed(key, "is not a token's number");
        }
    }

    private LearningException malformed(String key, String why) {
        return ModelFailure.malformed(model, key + " of its config.json " + why);
    }
}
