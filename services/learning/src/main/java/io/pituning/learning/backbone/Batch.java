package io.pituning.learning.backbone;

import java.util.Optional;

/**
 * Examples of a step, padded on the right.
 *
 * @param patches the pictures, where the task has any; patches come before the text
 * @param source {@code <s>} text {@code </s>}
 * @param decoderInput {@code <s>} target tokens
 * @param target target tokens {@code </s>}; as long as the decoder input
 */
public record Batch(Optional<Patches> patches, TokenRows source, TokenRows decoderInput, TokenRows target) {}
