package io.pituning.learning.backbone;

import io.pituning.learning.tensor.Tensor;
import java.util.List;

/**
 * What an attention looks at, projected and cut into heads.
 *
 * @param keys (B, H, K, d)
 * @param values (B, H, K, d)
 */
public record KeyValues(Tensor keys, Tensor values) {
    /** K, how many places there are. */
    public long length() {
        return keys.size(2);
    }

    /** These places and then others. */
    public KeyValues followedBy(KeyValues others) {
        return new KeyValues(
                Tensor.concat(List.of(keys, others.keys), 2), Tensor.concat(List.of(values, others.values), 2));
    }

    /** The rows of the batch with the given numbers. */
    KeyValues rows(long... numbers) {
        return new KeyValues(keys.rows(numbers), values.rows(numbers));
    }

    /** Every row of the batch {@code times} times, copies side by side. */
    KeyValues repeatRows(int times) {
        return new KeyValues(keys.repeatRows(times), values.repeatRows(times));
    }
}
