package io.pituning.learning.foundation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pituning.learning.LearningException;
import io.pituning.learning.backbone.ofa.OfaConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the {@code config.json} of an OFA model: this project's, or that of OFA's port to Hugging Face ({@code configuration_ofa.py} in
 * OFA-Sys/OFA, branch {@code feature/add_transformers}).
 *
 * <p>The port's file names the residual network ({@code resnet_type}) instead of counting its blocks ({@code resnet_layers}), and has no size
 * of pictures: that was a setting of the task ({@code patch_image_size}). Assumed: 256 pixels, as in OFA's instructions for the port; where a
 * checkpoint was trained on larger ones, write {@code image_size} into the file. Also assumed: its token numbers 0, 1 and 2 are begin,
 * padding and end.
 */
final class OfaConfigReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int IMAGE_SIZE = 256;
    /** Edge in pixels of what becomes one patch. */
    private static final int PATCH = 16;

    /** Blocks of the first three stages; the reference builds all of them, the small ones too, from bottlenecks. */
    private static final Map<String, List<Integer>> STEMS = Map.of(
            "resnet18", List.of(2, 2, 2),
            "resnet34", List.of(3, 4, 6),
            "resnet50", List.of(3, 4, 6),
            "resnet101", List.of(3, 4, 23),
            "resnet152", List.of(3, 8, 36));

    /** Switches of the port that its published models leave as they are: another value is another function. */
    private static final Map<String, String> ONLY = only();

    private OfaConfigReader() {}

    private static Map<String, String> only() {
        Map<String, String> only = new LinkedHashMap<>();
        only.put("activation_function", "gelu");
        for (String on : List.of(
                "encoder_normalize_before",
                "decoder_normalize_before",
                "normformer",
                "layernorm_embedding",
                "patch_layernorm_embedding",
                "add_type_embedding",
                "share_decoder_input_output_embed")) {
            only.put(on, "true");
        }
        only.put("scale_embedding", "false");
        only.put("entangle_position_embedding", "false");
        only.put("bos_token_id", "0");
        only.put("pad_token_id", "1");
        only.put("eos_token_id", "2");
        return only;
    }

    /** @throws LearningException {@code model-malformed}, with the key, if one is missing or has a value that is not supported */
    static OfaConfig read(String model, JsonNode file) {
        if (!(file instanceof ObjectNode given)) {
            throw ModelFailure.malformed(model, "its config.json is not a JSON object");
        }
        ONLY.forEach((key, value) -> checkOnly(model, given, key, value));
        checkOnly(model, given, "decoder_attention_heads", text(given, "encoder_attention_heads"));
        checkOnly(model, given, "decoder_ffn_dim", text(given, "encoder_ffn_dim"));
        try {
            return checked(model, JSON.treeToValue(completed(model, given), OfaConfig.class));
        } catch (JsonProcessingException e) {
            throw ModelFailure.malformed(model, "its config.json is not what an OFA model has", e);
        }
    }

    private static void checkOnly(String model, ObjectNode given, String key, String value) {
        if (given.hasNonNull(key) && !text(given, key).equals(value)) {
            throw ModelFailure.malformed(
                    model, "its config.json has " + key + " " + text(given, key) + ", supported is " + value);
        }
    }

    private static String text(ObjectNode given, String key) {
        return given.path(key).asText();
    }

    private static ObjectNode completed(String model, ObjectNode given) {
        ObjectNode config = given.deepCopy();
        setUnlessGiven(config, "image_size", given.path("patch_image_size").asInt(IMAGE_SIZE));
        setUnlessGiven(config, "token_bucket_size", 256);
        setUnlessGiven(config, "image_bucket_size", 42);
        if (!config.hasNonNull("attn_scale_factor")) {
            config.put("attn_scale_factor", 2.0);
        }
        if (!config.hasNonNull("resnet_layers") && config.hasNonNull("resnet_type")) {
            List<Integer> blocks = STEMS.get(text(given, "resnet_type"));
            if (blocks == null) {
                throw ModelFailure.malformed(
                        model, "its config.json has an unknown resnet_type " + text(given, "resnet_type"));
            }
            config.set("resnet_layers", JSON.valueToTree(blocks));
        }
        return config;
    }

    private static void setUnlessGiven(ObjectNode config, String key, int value) {
        if (!config.hasNonNull(key)) {
            config.put(key, value);
        }
    }

    private static OfaConfig checked(String model, OfaConfig config) {
        positive(model, "vocab_size", config.vocabularySize());
        positive(model, "d_model", config.width());
        positive(model, "encoder_layers", config.encoderLayers());
        positive(model, "decoder_layers", config.decoderLayers());
        positive(model, "encoder_attention_heads", config.heads());
        positive(model, "encoder_ffn_dim", config.feedForward());
        positive(model, "max_position_embeddings", config.positions());
        positive(model, "token_bucket_size", config.tokenBuckets());
        positive(model, "image_bucket_size", config.imageBuckets());
        positive(model, "image_size", config.imageSize());
        positive(model, "resnet_width", config.stemWidth());
        if (config.width() % config.heads() != 0) {
            throw ModelFailure.malformed(model, "encoder_attention_heads of its config.json does not divide d_model");
        }
        if (config.stemBlocks().size() != 3 || config.stemBlocks().stream().anyMatch(blocks -> blocks < 1)) {
            throw ModelFailure.malformed(model, "resnet_layers of its config.json is not the blocks of three stages");
        }
        if (config.imageSize() > PATCH * config.imageBuckets()) {
            throw ModelFailure.malformed(
                    model,
                    "image_size of its config.json is more than " + PATCH
                            + " times image_bucket_size, and positions would run out");
        }
        return config;
    }

    private static void positive(String model, String key, int value) {
        if (value < 1) {
            throw ModelFailure.malformed(model, "its config.json has no positive " + key);
        }
    }
}
