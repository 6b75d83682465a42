package io.pituning.learning.backbone.t5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pituning.learning.LearningException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class T5ConfigTest {
    /** What t5-small's says of its function. */
    private static final String SMALL = """
            {"architectures": ["T5ForConditionalGeneration"], "model_type": "t5", "vocab_size": 32128, "d_model": 512,
             "d_kv": 64, "d_ff": 2048, "num_layers": 6, "num_heads": 8, "relative_attention_num_buckets": 32,
             "layer_norm_epsilon": 1e-06, "decoder_start_token_id": 0, "pad_token_id": 0, "eos_token_id": 1,
             "n_positions": 512, "dropout_rate": 0.1}
            """;

    @Test
    void takesWhatAnOldFileDoesNotSayAsHuggingFaceDoes() throws JsonProcessingException {
        assertThat(read(SMALL))
                .isEqualTo(
                        new T5Config(32128, 512, 64, 2048, 6, 6, 8, 32, 128, 1e-6, "relu", true, true, 0, 0, 1, 512));
    }

    @Test
    void takesTheScaleOfTheOutputFromTheTieUnlessTheFileSaysOtherwise() throws JsonProcessingException {
        assertThat(read("{\"tie_word_embeddings\": false}").scaledOutput()).isFalse();
        assertThat(read("{\"tie_word_embeddings\": true, \"scale_decoder_outputs\": false}")
                        .scaledOutput())
                .as("Hugging Face's library from version 5 on writes both")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gated-silu", "gated-relu", "gelu"})
    void namesAFeedForwardKindThatIsNotSupported(String kind) throws JsonProcessingException {
        T5Config config = read("{\"feed_forward_proj\": \"" + kind + "\"}");

        assertThatThrownBy(config::feedForwardKind)
                .isInstanceOfSatisfying(LearningException.class, e -> {
                    assertThat(e.code()).isEqualTo("model-malformed");
                    assertThat(e.advice()).contains("relu or gated-gelu");
                })
                .hasMessageContaining(kind);
    }

    private static T5Config read(String json) throws JsonProcessingException {
        return new ObjectMapper().readValue(json, T5Config.class);
    }
}
