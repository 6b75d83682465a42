package io.pituning.learning.backbone;

import io.pituning.learning.expert.Expert;
import io.pituning.learning.tensor.Tensor;
import java.util.Optional;

/**
 * A frozen encoder-decoder, as a function: logits = forward(batch, expert).
 *
 * <p>Plain use, interpolation and per-sample gradients are the same computation with other values of the expert's tensors; the expert's
 * tensors may carry a leading batch dimension, one set of values per row.
 */
public interface Backbone extends AutoCloseable {
    /** The places of this backbone where experts attach. */
    Sites sites();

    /** How this backbone wants its rows. */
    TokenFormat tokens();

    /**
     * Embeds pictures (B, 3, H, W), channel values normalized to [-1, 1].
     *
     * @throws io.pituning.learning.LearningException {@code task-unsupported} if this backbone reads text only
     */
    Patches embedPatches(Tensor pixels, boolean[] present);

    /** Runs the encoder. */
    Encoded encode(Optional<Patches> patches, TokenRows source, Expert expert);

    /** A decoder that has read nothing yet. */
    DecoderState start(Encoded encoded, Expert expert);

    /**
     * Lets a decoder read further tokens.
     *
     * @param tokens (B, n); padding, on the right, only where decoding does not go on from the result
     */
    DecoderStep advance(DecoderState state, TokenRows tokens, Expert expert);

    /** Runs the decoder on whole rows: logits (B, T, V) before softmax. */
    default Tensor decode(Encoded encoded, TokenRows decoderInput, Expert expert) {
        return advance(start(encoded, expert), decoderInput, expert).logits();
    }

    /** Logits (B, T, V) of a batch. */
    default Tensor forward(Batch batch, Expert expert) {
        return decode(encode(batch.patches(), batch.source(), expert), batch.decoderInput(), expert);
    }

    /** Frees what was computed once from the frozen weights; the weights themselves stay the caller's. */
    @Override
    void close();
}
