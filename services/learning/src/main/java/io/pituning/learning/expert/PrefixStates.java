package io.pituning.learning.expert;

import io.pituning.learning.tensor.Tensor;

/**
 * What a self-attention sees before its own keys and values; they have no bias and no position and are never masked.
 *
 * @param keys (P, width), or (B, P, width) for one prefix per row
 * @param values shaped as the keys
 */
public record PrefixStates(Tensor keys, Tensor values) {}
