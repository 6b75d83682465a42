package io.pituning.learning.backbone;

import io.pituning.learning.tensor.Tensor;

/**
 * What the decoder needs of the encoder.
 *
 * @param states (B, S, C) after the final layer norm
 * @param positions (S, C) normed position embeddings, patches first
 * @param mask (B, 1, 1, S), 0 where the decoder may look and minus infinity at padding
 */
public record Encoded(Tensor states, Tensor positions, Tensor mask) {
    /** Every row {@code times} times, copies side by side: one row per candidate answer. */
    public Encoded repeatRows(int times) {
        return new Encoded(states.repeatRows(times), positions, mask.repeatRows(times));
    }
}
