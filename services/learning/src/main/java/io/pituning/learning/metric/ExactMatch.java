package io.pituning.learning.metric;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Share of the answers that equal a reference after normalization: lower case, without ASCII punctuation, without the articles a, an and the,
 * white space collapsed.
 *
 * <p>Source: the evaluation of SQuAD (Rajpurkar et al. 2016). Unlike there, a text of which nothing would be left keeps its articles (the
 * answer "A." of a choice) or else its punctuation, so that it does not equal an empty answer.
 */
final class ExactMatch {
    private static final Pattern PUNCTUATION = Pattern.compile("\\p{Punct}");
    private static final Pattern ARTICLE = Pattern.compile("\\b(a|an|the)\\b", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    private ExactMatch() {}

    static double score(List<String> answers, List<List<String>> references) {
        return IntStream.range(0, answers.size())
                .mapToDouble(i -> matches(answers.get(i), references.get(i)) ? 1 : 0)
                .average()
                .orElse(0);
    }

    private static boolean matches(String answer, List<String> references) {
        String normalized = normalized(answer);
        return references.stream().anyMatch(reference -> normalized(reference).equals(normalized));
    }

    private static String normalized(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        String words = PUNCTUATION.matcher(lower).replaceAll("");
        return Stream.of(ARTICLE.matcher(words).replaceAll(" "), words, lower)
                .map(ExactMatch::collapsed)
                .filter(left -> !left.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String collapsed(String text) {
        return WHITE_SPACE.matcher(text).replaceAll(" ").strip();
    }
}
