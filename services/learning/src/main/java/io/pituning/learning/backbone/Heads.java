package io.pituning.learning.backbone;

import io.pituning.learning.expert.PrefixStates;
import io.pituning.learning.tensor.Tensor;

/**
 * How the width of an attention is cut into heads.
 *
 * @param count H
 * @param size d, of one head; count · size is the width of queries, keys and values
 */
public record Heads(int count, int size) {

    /** The width of queries, keys and values, all heads together. */
    public int width() {
        return count * size;
    }

    /** Cuts the states of {@code rows} rows, (B, L, width) or flat (B · L, width), into heads: (B, H, L, d). */
    public Tensor cut(Tensor x, long rows) {
        return x.reshape(rows, -1, count, size).permute(0, 2, 1, 3);
    }

    /** Joins heads (B, H, L, d) again: flat (B · L, width). */
    public Tensor join(Tensor x) {
        return x.permute(0, 2, 1, 3).reshape(-1, width());
    }

    /** An expert's prefix, cut into heads, for a batch of {@code rows} rows. */
    public KeyValues cut(PrefixStates prefix, long rows) {
        return new KeyValues(cut(perRow(prefix.keys(), rows), rows), cut(perRow(prefix.values(), rows), rows));
    }

    private static Tensor perRow(Tensor states, long rows) {
        return states.rank() == 3 ? states : states.expand(0).broadcast(rows, states.size(0), states.size(1));
    }
}
