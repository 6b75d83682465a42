package io.pituning.learning.backbone;

import io.pituning.learning.tensor.Tensor;
import java.util.Optional;

/**
 * What the decoder needs of the encoder.
 *
 * @param states (B, S, C) after the final normalization
 * @param mask (B, 1, 1, S), 0 where the decoder may look and minus infinity at padding; empty where nothing is padding
 * @param shape what was read
 */
public record Encoded(Tensor states, Optional<Tensor> mask, SourceShape shape) {}
