package io.pituning.learning.backbone.ofa;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.pituning.learning.backbone.Heads;
import java.util.List;

/**
 * The sizes of an OFA model, in the names of its Hugging Face {@code config.json}.
 *
 * @param vocabularySize V
 * @param width C, of every layer
 * @param heads of every attention; divides the width
 * @param feedForward inner width of the feed-forward sub-layers
 * @param positions longest text, source or target
 * @param tokenBuckets relative-position buckets of text
 * @param imageBuckets edge of the square of image positions
 * @param attentionScale queries are scaled by (head size · this)^-½
 * @param stemBlocks bottleneck blocks of the image stem's three stages
 * @param stemWidth channels of the stem's first stage; its output has 16 times as many
 * @param imageSize edge in pixels that pictures are brought to
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record OfaConfig(
        @JsonProperty("vocab_size") int vocabularySize,
        @JsonProperty("d_model") int width,
        @JsonProperty("encoder_layers") int encoderLayers,
        @JsonProperty("decoder_layers") int decoderLayers,
        @JsonProperty("encoder_attention_heads") int heads,
        @JsonProperty("encoder_ffn_dim") int feedForward,
        @JsonProperty("max_position_embeddings") int positions,
        @JsonProperty("token_bucket_size") int tokenBuckets,
        @JsonProperty("image_bucket_size") int imageBuckets,
        @JsonProperty("attn_scale_factor") double attentionScale,
        @JsonProperty("resnet_layers") List<Integer> stemBlocks,
        @JsonProperty("resnet_width") int stemWidth,
        @JsonProperty("image_size") int imageSize) {

    /** Fills in the reference's stem, the first three stages of ResNet-50, where the file says nothing of it. */
    public OfaConfig {
        stemBlocks = stemBlocks == null ? List.of(3, 4, 6) : List.copyOf(stemBlocks);
        stemWidth = stemWidth == 0 ? 64 : stemWidth;
    }

    /** d, the size of one attention head. */
    public int headSize() {
        return width / heads;
    }

    /** How every attention is cut into heads. */
    Heads attentionHeads() {
        return new Heads(heads, headSize());
    }

    /** What queries and position queries are multiplied by. */
    public double queryScale() {
        return Math.pow(headSize() * attentionScale, -0.5);
    }

    /** Channels of the stem's output. */
    public int stemChannels() {
        return stemWidth * 16;
    }
}
