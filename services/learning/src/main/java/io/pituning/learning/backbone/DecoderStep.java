package io.pituning.learning.backbone;

import io.pituning.learning.tensor.Tensor;

/**
 * What a decoder says to the tokens it was given.
 *
 * @param logits (B, n, V) before softmax, one row of V for what follows each of the n tokens
 * @param state to go on from
 */
public record DecoderStep(Tensor logits, DecoderState state) {}
