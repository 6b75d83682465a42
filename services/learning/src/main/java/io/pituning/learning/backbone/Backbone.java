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
public interface Backbone {
    /** The places of this backbone where experts attach. */
    Sites sites();

    /** Embeds pictures (B, 3, H, W), channel values normalised to [-1, 1]. */
    Patches embedPatches(Tensor pixels, boolean[] present);

    /** Runs the encoder. */
    Encoded encode(Optional<Patches> patches, TokenRows source, Expert expert);

    /** Runs the decoder on whole rows: logits (B, T, V) before softmax. */
    Tensor decode(Encoded encoded, TokenRows decoderInput, Expert expert);

    /** Logits (B, T, V) of a batch. */
    default Tensor forward(Batch batch, Expert expert) {
        return decode(encode(batch.patches(), batch.source(), expert), batch.decoderInput(), expert);
    }
}
