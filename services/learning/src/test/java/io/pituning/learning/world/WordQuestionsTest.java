package io.pituning.learning.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WordQuestionsTest {
    private static final List<String> DAYS = Grammar.ENGLISH.words("day");

    @Test
    void anotherWordIsOfTheSameRuleAndNoneOfTheText() {
        List<String> text = List.of("we", "met", "on", "monday", "and", "friday");

        assertThat(others("monday", text))
                .containsExactlyInAnyOrderElementsOf(
                        DAYS.stream().filter(day -> !text.contains(day)).toList());
    }

    @Test
    void whereATextHoldsAllWordsOfTheRuleAnotherWordIsAny() {
        assertThat(others("monday", DAYS))
                .hasSizeGreaterThan(10)
                .doesNotContainAnyElementsOf(DAYS)
                .allSatisfy(word -> assertThat(word).isNotBlank().doesNotContain(" "));
    }

    @Test
    void aTextOfAllWeekdaysIsComparedToo() {
        PretrainingCorpus corpus = new PretrainingCorpus(5, List.of(String.join(" ", DAYS)));

        assertThat(IntStream.range(0, 600).mapToObj(corpus::example))
                .filteredOn(example ->
                        example.text().contains("[sep]") && example.text().contains("monday"))
                .isNotEmpty();
    }

    private static List<String> others(String word, List<String> text) {
        return IntStream.range(0, 200)
                .mapToObj(index -> WordQuestions.alike(word, text, Dice.of(1, index)))
                .distinct()
                .toList();
    }
}
