package io.pituning.learning.backbone;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Puts token numbers into batches: source {@code <s> text </s>}, target {@code tokens </s>}, decoder input {@code <s> tokens}. */
public final class Batches {
    /** Begin of text, {@code <s>}. */
    public static final int BOS = 0;
    /** Padding. */
    public static final int PAD = 1;
    /** End of text, {@code </s>}. */
    public static final int EOS = 2;

    private Batches() {}

    /**
     * A batch of token numbers without special tokens.
     *
     * @param longest most tokens of a source or target row; longer ones lose their end
     */
    public static Batch of(Optional<Patches> patches, List<int[]> sources, List<int[]> targets, int longest) {
        List<int[]> inputs = new ArrayList<>();
        List<int[]> answers = new ArrayList<>();
        for (int[] target : targets) {
            int[] cut = cut(target, longest - 1);
            inputs.add(joined(BOS, cut));
            answers.add(joined(cut, EOS));
        }
        return new Batch(patches, sources(sources, longest), TokenRows.of(inputs, PAD), TokenRows.of(answers, PAD));
    }

    /** Source rows alone. */
    public static TokenRows sources(List<int[]> sources, int longest) {
        return TokenRows.of(
                sources.stream()
                        .map(source -> joined(joined(BOS, cut(source, longest - 2)), EOS))
                        .toList(),
                PAD);
    }

    private static int[] cut(int[] tokens, int longest) {
        return tokens.length <= longest ? tokens : Arrays.copyOf(tokens, longest);
    }

    private static int[] joined(int first, int[] rest) {
        int[] joined = new int[rest.length + 1];
        joined[0] = first;
        System.arraycopy(rest, 0, joined, 1, rest.length);
        return joined;
    }

    private static int[] joined(int[] start, int last) {
        int[] joined = Arrays.copyOf(start, start.length + 1);
        joined[start.length] = last;
        return joined;
    }
}
