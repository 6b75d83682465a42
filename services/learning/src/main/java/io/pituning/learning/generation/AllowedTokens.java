package io.pituning.learning.generation;

import java.util.Arrays;
import java.util.List;

/** Says which tokens may follow a beginning of an answer. */
@FunctionalInterface
public interface AllowedTokens {
    /**
     * The tokens that may come next, ascending; the end token among them where the answer may end here. Not to be changed.
     *
     * @param beginning what the answer consists of so far
     */
    int[] after(int[] beginning);

    /**
     * Free text: any tokens, at least one.
     *
     * @param tokens all but the special ones
     */
    static AllowedTokens free(int[] tokens, int end) {
        int[] first = ascending(tokens);
        int[] later = withEnd(tokens, end);
        return beginning -> beginning.length == 0 ? first : later;
    }

    /** One of these labels, from its first token to its last. */
    static AllowedTokens labels(List<int[]> labels, int end) {
        return new LabelTrie(labels, end);
    }

    /**
     * Exactly {@code count} tokens out of a set, for example the four location bins of a box.
     *
     * @throws IllegalArgumentException if the count is below 1 or the set is empty
     */
    static AllowedTokens exactly(int count, int[] tokens, int end) {
        if (count < 1 || tokens.length == 0) {
            throw new IllegalArgumentException(count + " of " + tokens.length + " tokens make no answer");
        }
        int[] any = ascending(tokens);
        int[] nothingMore = {end};
        return beginning -> beginning.length < count ? any : nothingMore;
    }

    private static int[] withEnd(int[] tokens, int end) {
        int[] all = Arrays.copyOf(tokens, tokens.length + 1);
        all[tokens.length] = end;
        return ascending(all);
    }

    private static int[] ascending(int[] tokens) {
        return Arrays.stream(tokens).sorted().distinct().toArray();
    }
}
