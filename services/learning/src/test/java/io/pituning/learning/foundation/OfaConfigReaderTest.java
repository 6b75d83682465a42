package io.pituning.learning.foundation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pituning.learning.LearningException;
import io.pituning.learning.backbone.ofa.OfaConfig;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfaConfigReaderTest {
    /** The keys of OFA-tiny's configuration that say something of its function. */
    private static final String TINY = """
            {"model_type": "ofa", "architectures": ["OFAModel"], "vocab_size": 59457, "max_position_embeddings": 1024,
             "d_model": 256, "encoder_layers": 4, "encoder_ffn_dim": 1024, "encoder_attention_heads": 4,
             "decoder_layers": 4, "decoder_ffn_dim": 1024, "decoder_attention_heads": 4, "activation_function": "gelu",
             "encoder_normalize_before": true, "decoder_normalize_before": true, "normformer": true,
             "layernorm_embedding": true, "patch_layernorm_embedding": true, "resnet_type": "resnet50",
             "token_bucket_size": 256, "image_bucket_size": 42, "add_type_embedding": true, "scale_embedding": false,
             "share_decoder_input_output_embed": true, "attn_scale_factor": 2.0, "code_image_size": 128,
             "entangle_position_embedding": false, "bos_token_id": 0, "pad_token_id": 1, "eos_token_id": 2}
            """;

    @Test
    void takesThePortsKeys() throws IOException {
        OfaConfig config = OfaConfigReader.read("tiny", tiny());

        assertThat(config.stemBlocks()).containsExactly(3, 4, 6);
        assertThat(config.stemWidth()).isEqualTo(64);
        assertThat(config.imageSize()).isEqualTo(256);
        assertThat(config.tokenBuckets()).isEqualTo(256);
        assertThat(config.attentionScale()).isEqualTo(2);
    }

    @Test
    void takesTheSizeOfPicturesUnderTheTasksName() throws IOException {
        assertThat(OfaConfigReader.read("tiny", tiny().put("patch_image_size", 384))
                        .imageSize())
                .isEqualTo(384);
    }

    @ParameterizedTest
    @CsvSource({
        "normformer, false",
        "entangle_position_embedding, true",
        "activation_function, relu",
        "decoder_attention_heads, 8",
        "pad_token_id, 0",
        "resnet_type, resnet9",
        "d_model, 0",
        "d_model, 257",
        "encoder_layers, -1",
        "image_size, 1024"
    })
    void namesAKeyWhoseValueIsNotSupported(String key, String value) throws IOException {
        ObjectNode config = tiny();
        config.put(key, value);

        assertThatThrownBy(() -> OfaConfigReader.read("tiny", config))
                .isInstanceOfSatisfying(
                        LearningException.class, e -> assertThat(e.code()).isEqualTo("model-malformed"))
                .hasMessageContaining(key);
    }

    @Test
    void namesAKeyThatIsMissing() throws IOException {
        ObjectNode config = tiny();
        config.remove("vocab_size");

        assertThatThrownBy(() -> OfaConfigReader.read("tiny", config)).hasMessageContaining("vocab_size");
    }

    private static ObjectNode tiny() throws IOException {
        return (ObjectNode) new ObjectMapper().readTree(TINY);
    }
}
