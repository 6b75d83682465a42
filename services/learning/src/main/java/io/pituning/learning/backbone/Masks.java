package io.pituning.learning.backbone;

import io.pituning.learning.tensor.Tensor;
import java.util.Arrays;

/** Attention masks, added to the scores: 0 where a token may look, minus infinity where it may not. */
public final class Masks {
    private Masks() {}

    /** Nobody looks at what comes later: (1, 1, T, T). */
    public static Tensor causal(int length) {
        float[] mask = new float[length * length];
        for (int q = 0; q < length; q++) {
            Arrays.fill(mask, q * length + q + 1, (q + 1) * length, Float.NEGATIVE_INFINITY);
        }
        return Tensor.of(mask, 1, 1, length, length);
    }

    /**
     * Nobody looks at padding: (B, 1, 1, before + n).
     *
     * @param tokens B rows of n tokens
     * @param before how many places lie before these tokens; none of them is padding
     */
    public static Tensor padding(TokenRows tokens, int before) {
        int width = before + tokens.length();
        float[] mask = new float[tokens.size() * width];
        for (int b = 0; b < tokens.size(); b++) {
            Arrays.fill(mask, b * width + before + tokens.lengths()[b], (b + 1) * width, Float.NEGATIVE_INFINITY);
        }
        return Tensor.of(mask, tokens.size(), 1, 1, width);
    }
}
