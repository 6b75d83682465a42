package io.pituning.learning.backbone;

import io.pituning.learning.tensor.Tensor;
import java.util.List;
import java.util.Optional;

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

    /** These places behind earlier ones, if there are any. */
    public KeyValues after(Optional<KeyValues> before) {
        return before.map(earlier -> new KeyValues(
                        Tensor.concat(List.of(earlier.keys, keys), 2),
                        Tensor.concat(List.of(earlier.values, values), 2)))
                .orElse(this);
    }

    /**
     * What queries find here: {@code softmax(q kᵀ + bias) v}.
     *
     * @param queries (B, H, Q, d), scaled already
     * @param bias broadcastable to (B, H, Q, K), masks included; where it is narrower, the places begin with a prefix, which has no bias
     * @return (B, H, Q, d)
     */
    public Tensor attend(Tensor queries, Optional<Tensor> bias) {
        long[] shape = queries.shape();
        Tensor scores =
                perHead(queries).matmulEach(perHead(keys).swapLast()).reshape(shape[0], shape[1], shape[2], length());
        Tensor biased = bias.map(b -> scores.add(behindPrefix(b))).orElse(scores);
        return perHead(biased.softmax(-1)).matmulEach(perHead(values)).reshape(shape);
    }

    /** (B, H, L, d) as (B · H, L, d). */
    private static Tensor perHead(Tensor x) {
        return x.reshape(-1, x.size(2), x.size(3));
    }

    private Tensor behindPrefix(Tensor bias) {
        long prefix = length() - bias.size(3);
        return prefix == 0
                ? bias
                : Tensor.concat(List.of(Tensor.zeros(bias.size(0), bias.size(1), bias.size(2), prefix), bias), 3);
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
