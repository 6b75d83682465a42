package io.pituning.learning.backbone.t5;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.pituning.learning.LearningException;
import io.pituning.learning.backbone.Heads;

/**
 * The sizes of a T5 model, in the names of its Hugging Face {@code config.json}.
 *
 * @param vocabularySize V
 * @param width C, of every layer
 * @param headSize d, of one attention head; heads · head size may differ from the width
 * @param feedForward inner width of the feed-forward sub-layers
 * @param encoderLayers blocks of the encoder
 * @param decoderLayers blocks of the decoder; as many as the encoder's where the file says nothing
 * @param heads of every attention
 * @param buckets relative-position buckets
 * @param longestDistance from which on all distances share one bucket; 128 where the file says nothing
 * @param epsilon of the norms; 1e-6 where the file says nothing
 * @param feedForwardName see {@link #feedForwardKind()}; {@code relu} where the file says nothing
 * @param tied whether the embedding is also the output projection; true where the file says nothing
 * @param scaledOutput whether the decoder's output is multiplied by C^-½ before its projection; as {@code tied} where the file says nothing
 * @param decoderStart the token before a decoder input
 * @param padding fills rows
 * @param end the token after a row; 1 where the file says nothing
 * @param longest most tokens of a row, as pre-trained; 512 where the file says nothing. More would work: positions are relative
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record T5Config(
        @JsonProperty("vocab_size") int vocabularySize,
        @JsonProperty("d_model") int width,
        @JsonProperty("d_kv") int headSize,
        @JsonProperty("d_ff") int feedForward,
        @JsonProperty("num_layers") int encoderLayers,
        @JsonProperty("num_decoder_layers") int decoderLayers,
        @JsonProperty("num_heads") int heads,
        @JsonProperty("relative_attention_num_buckets") int buckets,
        @JsonProperty("relative_attention_max_distance") int longestDistance,
        @JsonProperty("layer_norm_epsilon") double epsilon,
        @JsonProperty("feed_forward_proj") String feedForwardName,
        @JsonProperty("tie_word_embeddings") Boolean tied,
        @JsonProperty("scale_decoder_outputs") Boolean scaledOutput,
        @JsonProperty("decoder_start_token_id") int decoderStart,
        @JsonProperty("pad_token_id") int padding,
        @JsonProperty("eos_token_id") int end,
        @JsonProperty("n_positions") int longest) {

    /** Fills in what Hugging Face's configuration assumes where the file says nothing. */
    public T5Config {
        decoderLayers = decoderLayers == 0 ? encoderLayers : decoderLayers;
        longestDistance = longestDistance == 0 ? 128 : longestDistance;
        epsilon = epsilon == 0 ? 1e-6 : epsilon;
        feedForwardName = feedForwardName == null ? "relu" : feedForwardName;
        tied = tied == null || tied;
        scaledOutput = scaledOutput == null ? tied : scaledOutput;
        end = end == 0 ? 1 : end;
        longest = longest == 0 ? 512 : longest;
    }

    /**
     * What lies inside the feed-forward sub-layers.
     *
     * @throws LearningException {@code model-malformed} if that is not supported
     */
    public FeedForwardKind feedForwardKind() {
        return FeedForwardKind.named(feedForwardName);
    }

    /** How every attention is cut into heads. */
    Heads attentionHeads() {
        return new Heads(heads, headSize);
    }
}
