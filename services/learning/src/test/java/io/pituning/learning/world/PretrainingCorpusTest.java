package io.pituning.learning.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.learning.data.Example;
import io.pituning.learning.data.Pixels;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PretrainingCorpusTest {
    private static final PretrainingCorpus CORPUS = new PretrainingCorpus(5, List.of());
    private static final PretrainingCorpus OTHER = new PretrainingCorpus(6, List.of());

    @Test
    void the_same_place_of_the_same_list_always_holds_the_same_example() {
        for (long index : new long[] {0, 31, 32, 1_000_003}) {
            Example once = CORPUS.example(index);
            Example again = CORPUS.example(index);

            assertThat(again).isEqualTo(once);
            assertThat(again.picture().map(picture -> Pixels.rgb(picture.read(), 64)))
                    .usingRecursiveComparison()
                    .isEqualTo(once.picture().map(picture -> Pixels.rgb(picture.read(), 64)));
        }
    }

    @Test
    void other_seeds_and_other_places_give_other_examples() {
        Set<Example> examples = new HashSet<>();
        for (long index = 0; index < 32; index++) {
            examples.add(CORPUS.example(index));
            examples.add(OTHER.example(index));
        }

        assertThat(examples).hasSize(64);
    }

    @Test
    void a_block_of_examples_has_pictures_throughout_or_not_at_all() {
        for (long index = 0; index < 8 * PretrainingCorpus.BLOCK; index++) {
            boolean expected = PretrainingCorpus.hasPicture(index / PretrainingCorpus.BLOCK * PretrainingCorpus.BLOCK);

            assertThat(CORPUS.example(index).picture().isPresent()).isEqualTo(expected);
        }
    }

    @Test
    void every_example_has_a_question_and_an_answer_in_lower_case() {
        for (long index = 0; index < 4000; index++) {
            Example example = CORPUS.example(index);

            assertThat(example.text()).isNotBlank().isLowerCase().doesNotContain("{", "}", "|", "~", "%s");
            assertThat(example.target()).isNotBlank().isLowerCase().doesNotContain("{", "}", "|", "~", "%s");
        }
    }

    @Test
    void questions_are_varied() {
        Set<String> prompts = new HashSet<>();
        Set<String> targets = new HashSet<>();
        for (long index = 0; index < 4000; index++) {
            Example example = CORPUS.example(index);
            prompts.add(example.text());
            targets.add(example.target());
        }

        assertThat(prompts).hasSizeGreaterThan(2500);
        assertThat(targets).hasSizeGreaterThan(400);
    }

    @Test
    void of_ordinary_sentences_the_missing_words_are_wanted() {
        String sentence = "the committee postponed its vote until the following spring";
        PretrainingCorpus corpus = new PretrainingCorpus(5, List.of(sentence));
        Set<String> restored = new HashSet<>();
        for (long index = PretrainingCorpus.BLOCK; index < 2L * PretrainingCorpus.BLOCK; index++) {
            Example example = corpus.example(index);
            if (example.text().contains("blank") && example.text().matches(".*(committee|postponed|spring).*")) {
                restored.add(restored(example));
            }
        }

        assertThat(restored).containsExactly(sentence);
    }

    private static String restored(Example example) {
        String text = example.text().replaceFirst("^.*?[?:] ", "");
        for (String missing : example.target().split(" blank ")) {
            text = text.replaceFirst("blank", missing);
        }
        return text;
    }
}
