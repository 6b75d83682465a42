package io.pituning.learning.backbone;

import io.pituning.learning.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of token numbers, padded on the right to one length.
 *
 * @param ids (B, L)
 * @param lengths how many tokens of each row are real
 */
public record TokenRows(long[][] ids, int[] lengths) {

    /** Pads rows of different lengths with {@code pad}. */
    public static TokenRows of(List<int[]> rows, int pad) {
        int longest = rows.stream().mapToInt(row -> row.length).max().orElse(0);
        long[][] ids = new long[rows.size()][longest];
        int[] lengths = new int[rows.size()];
        for (int b = 0; b < ids.length; b++) {
            int[] row = rows.get(b);
            lengths[b] = row.length;
            Arrays.fill(ids[b], pad);
            for (int i = 0; i < row.length; i++) {
                ids[b][i] = row[i];
            }
        }
        return new TokenRows(ids, lengths);
    }

    /** B, the number of rows. */
    public int size() {
        return ids.length;
    }

    /** L, the padded length. */
    public int length() {
        return ids.length == 0 ? 0 : ids[0].length;
    }

    /** Whether any place is padding. */
    public boolean padded() {
        return Arrays.stream(lengths).anyMatch(length -> length < length());
    }

    /** The number of real tokens in all rows. */
    public int tokens() {
        return Arrays.stream(lengths).sum();
    }

    /** The ids as an integer tensor (B, L). */
    public Tensor tensor() {
        return Tensor.of(Arrays.stream(ids).flatMapToLong(Arrays::stream).toArray(), size(), length());
    }

    /** 1 at real tokens, 0 at padding, as floats (B, L). */
    public Tensor mask() {
        float[] mask = new float[size() * length()];
        for (int b = 0; b < size(); b++) {
            Arrays.fill(mask, b * length(), b * length() + lengths[b], 1f);
        }
        return Tensor.of(mask, size(), length());
    }
}
