package io.pituning.learning.world;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Any text as the words and marks that questions take apart. */
final class TextWords {
    static final int FEWEST_WORDS = 4;
    private static final int MOST_WORDS = 40;

    private TextWords() {}

    /** Its words in lower case; what is beyond {@value #MOST_WORDS} is left out. */
    static List<String> words(String text) {
        List<String> words = List.of(text.toLowerCase(Locale.ROOT).strip().split("\\s+"));
        return words.subList(0, Math.min(MOST_WORDS, words.size()));
    }

    /** Whether a text has words enough to ask about their order, among them one that stands there once. */
    static boolean isLongEnough(List<String> words) {
        return words.size() >= FEWEST_WORDS && !single(words).isEmpty();
    }

    /** Places of the words that stand there once. */
    static List<Integer> single(List<String> words) {
        return IntStream.range(0, words.size())
                .filter(at -> isWord(words.get(at)))
                .filter(at -> words.indexOf(words.get(at)) == words.lastIndexOf(words.get(at)))
                .boxed()
                .toList();
    }

    /** Whether it is more than a punctuation mark. */
    static boolean isWord(String word) {
        return word.chars().anyMatch(Character::isLetterOrDigit);
    }
}
