package io.pituning.learning.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExactMatchTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "The Eiffel Tower.|eiffel tower",
                "  an   owl\t and a  cat |owl and cat",
                "U.S.A.|usa",
                "it's|its",
                "ÉCOLE|école",
                "A|a.",
            })
    void casePunctuationArticlesAndSpacingDoNotCount(String answer, String reference) {
        assertThat(score(answer, reference)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"theatre, atre", "owl and cat, cat and owl", "two, 2", "eiffel tower, eiffel"})
    void everythingElseCounts(String answer, String reference) {
        assertThat(score(answer, reference)).isZero();
    }

    @Test
    void aTextOfNothingButAnArticleOrAMarkIsStillAText() {
        assertThat(score("", "A")).isZero();
        assertThat(score("the", "A")).isZero();
        assertThat(score("+", "-")).isZero();
        assertThat(score(" + ", "+")).isEqualTo(1);
    }

    @Test
    void anyReferenceCountsAndTheShareOfMatchesIsTheScore() {
        assertThat(Metric.EXACT_MATCH.score(
                        List.of("a sofa", "chair"), List.of(List.of("couch", "sofa"), List.of("table"))))
                .isEqualTo(0.5);
    }

    private static double score(String answer, String reference) {
        return Metric.EXACT_MATCH.score(List.of(answer), List.of(List.of(reference)));
    }
}
