package io.pituning.learning.generation;

/**
 * How answers are searched.
 *
 * @param width how many beginnings of an answer are followed at once; 1 is greedy search
 * @param lengthPenalty exponent p of the score log P(answer) / lengthᵖ, the length with its end token: 0 compares probabilities, more
 *     favors longer answers
 * @param longest most tokens of an answer, without its end token
 */
public record SearchSettings(int width, double lengthPenalty, int longest) {
    /** @throws IllegalArgumentException if width or longest is below 1, or the penalty is not a finite number */
    public SearchSettings {
        if (width < 1 || longest < 1 || !Double.isFinite(lengthPenalty)) {
            throw new IllegalArgumentException("a search of width " + width + ", length penalty " + lengthPenalty
                    + " and at most " + longest + " tokens finds nothing");
        }
    }

    /** The most probable token, again and again. */
    public static SearchSettings greedy(int longest) {
        return new SearchSettings(1, 0, longest);
    }
}
