package io.pituning.learning.backbone;

import io.pituning.learning.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How far a decoder is: the keys and values of everything it has read, so that a further token costs one token's work.
 *
 * @param self per layer, what self-attention has seen; empty where it has seen nothing
 * @param cross per layer, what cross-attention sees of the encoder
 * @param mask as {@link Encoded#mask()}
 * @param source what the encoder read
 * @param length how many tokens the decoder has read
 */
public record DecoderState(
        List<Optional<KeyValues>> self, List<KeyValues> cross, Optional<Tensor> mask, SourceShape source, int length) {

    /** B, the number of rows. */
    public int size() {
        return Math.toIntExact(cross.get(0).keys().size(0));
    }

    /** The rows of the batch with the given numbers, for example those that a beam search goes on with. */
    public DecoderState rows(long... numbers) {
        return map(kv -> kv.rows(numbers), mask.map(m -> m.rows(numbers)));
    }

    /** Every row of the batch {@code times} times, copies side by side: one row per candidate answer. */
    public DecoderState repeatRows(int times) {
        return map(kv -> kv.repeatRows(times), mask.map(m -> m.repeatRows(times)));
    }

    /** All tensors that this state holds. */
    public List<Tensor> tensors() {
        List<Tensor> tensors = new ArrayList<>();
        mask.ifPresent(tensors::add);
        for (KeyValues kv : cross) {
            tensors.addAll(List.of(kv.keys(), kv.values()));
        }
        self.forEach(seen -> seen.ifPresent(kv -> tensors.addAll(List.of(kv.keys(), kv.values()))));
        return tensors;
    }

    private DecoderState map(UnaryOperator<KeyValues> change, Optional<Tensor> changedMask) {
        return new DecoderState(
                self.stream().map(seen -> seen.map(change)).toList(),
                cross.stream().map(change).toList(),
                changedMask,
                source,
                length);
    }
}
