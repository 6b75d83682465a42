package io.pituning.learning.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.learning.data.Example;
import io.pituning.learning.data.Pixels;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PretrainingCorpusTest {
    private static final long SEED = 5;

    @Test
    void the_same_place_of_the_same_list_always_holds_the_same_example() {
        for (long index : new long[] {0, 31, 32, 1_000_003}) {
            Example once = PretrainingCorpus.example(index, SEED);
            Example again = PretrainingCorpus.example(index, SEED);

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
            examples.add(PretrainingCorpus.example(index, SEED));
            examples.add(PretrainingCorpus.example(index, SEED + 1));
        }

        assertThat(examples).hasSize(64);
    }

    @Test
    void a_block_of_examples_has_pictures_throughout_or_not_at_all() {
        for (long index = 0; index < 8 * PretrainingCorpus.BLOCK; index++) {
            boolean expected = PretrainingCorpus.hasPicture(index / PretrainingCorpus.BLOCK * PretrainingCorpus.BLOCK);

            assertThat(PretrainingCorpus.example(index, SEED).picture().isPresent())
                    .isEqualTo(expected);
        }
    }

    @Test
    void every_example_has_a_question_and_an_answer_in_lower_case() {
        for (long index = 0; index < 4000; index++) {
            Example example = PretrainingCorpus.example(index, SEED);

            assertThat(example.text()).isNotBlank().isLowerCase().doesNotContain("{", "}", "|", "~", "%s");
            assertThat(example.target()).isNotBlank().isLowerCase().doesNotContain("{", "}", "|", "~", "%s");
        }
    }

    @Test
    void questions_are_varied() {
        Set<String> prompts = new HashSet<>();
        Set<String> targets = new HashSet<>();
        for (long index = 0; index < 4000; index++) {
            Example example = PretrainingCorpus.example(index, SEED);
            prompts.add(example.text());
            targets.add(example.target());
        }

        assertThat(prompts).hasSizeGreaterThan(2500);
        assertThat(targets).hasSizeGreaterThan(400);
    }
}
