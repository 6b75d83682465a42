package io.pituning.learning.world;

import java.util.function.Supplier;

/**
 * Who may use a generated text: every text belongs to one of these for good, so that nothing that a task is tested on stands in its training
 * data, in another task's, or in the pre-training corpus.
 *
 * <p>Pictures need no such rule: they are drawn from so many numbers that none appears twice.
 */
enum Share {
    PRETRAINING(0, 3),
    TRAIN(4, 5),
    VALIDATION(6, 6),
    TEST(7, 7);

    private static final int PARTS = 8;
    private static final int ATTEMPTS = 10_000;

    private final int first;
    private final int last;

    Share(int first, int last) {
        this.first = first;
        this.last = last;
    }

    /** Whether this text, whatever its case, spacing and punctuation, is of this share. */
    boolean holds(String text) {
        int hash = text.chars()
                .filter(Character::isLetterOrDigit)
                .map(Character::toLowerCase)
                .reduce(0, (sum, letter) -> 31 * sum + letter);
        int part = (int) Long.remainderUnsigned(Dice.mixed(hash), PARTS);
        return part >= first && part <= last;
    }

    /** The first of the drawn texts that is of this share. */
    String draw(Supplier<String> texts) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            String text = texts.get();
            if (holds(text)) {
                return text;
            }
        }
        throw new IllegalStateException("no text of " + this + " among " + ATTEMPTS);
    }
}
