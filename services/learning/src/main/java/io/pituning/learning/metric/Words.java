package io.pituning.learning.metric;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** A text as the words that BLEU and CIDEr count. */
final class Words {
    private static final Pattern SYMBOL = Pattern.compile("[\\p{P}\\p{S}]");
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    private Words() {}

    /** Lower case, cut at white space; every punctuation mark or symbol is a word of its own. */
    static List<String> withPunctuation(String text) {
        return cut(SYMBOL.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" $0 "));
    }

    /** As {@link #withPunctuation}, without punctuation marks and symbols. */
    static List<String> withoutPunctuation(String text) {
        return cut(SYMBOL.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" "));
    }

    /** How often each run of n words occurs. */
    static Map<List<String>, Integer> grams(List<String> words, int n) {
        Map<List<String>, Integer> counts = new HashMap<>();
        for (int start = 0; start + n <= words.size(); start++) {
            counts.merge(words.subList(start, start + n), 1, Integer::sum);
        }
        return counts;
    }

    private static List<String> cut(String text) {
        return Arrays.stream(WHITE_SPACE.split(text))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
