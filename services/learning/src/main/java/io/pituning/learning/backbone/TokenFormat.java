package io.pituning.learning.backbone;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a backbone wants its rows: source {@code [start] text end}, target {@code tokens end}, decoder input {@code decoderStart tokens}.
 *
 * @param sourceStart the token before a source, where the backbone was trained with one
 * @param decoderStart the token before a decoder input
 * @param padding fills rows up to one length, on the right
 * @param end the token after a source and a target
 */
public record TokenFormat(OptionalInt sourceStart, int decoderStart, int padding, int end) {

    /**
     * A batch of token numbers without special tokens.
     *
     * @param longest most tokens of a source or target row; longer ones lose their end
     */
    public Batch batch(Optional<Patches> patches, List<int[]> sources, List<int[]> targets, int longest) {
        List<int[]> inputs = new ArrayList<>();
        List<int[]> answers = new ArrayList<>();
        for (int[] target : targets) {
            int[] cut = cut(target, longest - 1);
            inputs.add(joined(decoderStart, cut));
            answers.add(joined(cut, end));
        }
        return new Batch(
                patches, sources(sources, longest), TokenRows.of(inputs, padding), TokenRows.of(answers, padding));
    }

    /** Source rows alone. */
    public TokenRows sources(List<int[]> sources, int longest) {
        List<int[]> rows = new ArrayList<>();
        for (int[] source : sources) {
            int[] ended = joined(cut(source, longest - 1 - (sourceStart.isPresent() ? 1 : 0)), end);
            rows.add(sourceStart.isPresent() ? joined(sourceStart.getAsInt(), ended) : ended);
        }
        return TokenRows.of(rows, padding);
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
