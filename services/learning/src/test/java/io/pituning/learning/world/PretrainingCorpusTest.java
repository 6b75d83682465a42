package io.pituning.learning.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.learning.data.Example;
import io.pituning.learning.data.Pixels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PretrainingCorpusTest {
    private static final PretrainingCorpus CORPUS = new PretrainingCorpus(5, List.of());
    private static final String SECOND = " ?\\[sep\\] ?| second: ";
    private static final String SENTENCE = "the committee postponed its vote until the following spring";
    private static final PretrainingCorpus OTHER = new PretrainingCorpus(6, List.of());

    @Test
    void theSamePlaceOfTheSameListAlwaysHoldsTheSameExample() {
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
    void theTextsAreTheSameAsEver() {
        PretrainingCorpus corpus = new PretrainingCorpus(1, List.of("an ordinary sentence of eight words or so"));

        assertThat(corpus.texts(6000).toList().hashCode()).isEqualTo(731022369);
    }

    @Test
    void otherSeedsAndOtherPlacesGiveOtherExamples() {
        Set<Example> examples = new HashSet<>();
        for (long index = 0; index < 32; index++) {
            examples.add(CORPUS.example(index));
            examples.add(OTHER.example(index));
        }

        assertThat(examples).hasSize(64);
    }

    @Test
    void aBlockOfExamplesHasPicturesThroughoutOrNotAtAllAndEachKindCanBeCounted() {
        for (long index = 0; index < 8 * PretrainingCorpus.BLOCK; index++) {
            boolean expected = PretrainingCorpus.blockHasPictures(index / PretrainingCorpus.BLOCK);

            assertThat(CORPUS.example(index).picture().isPresent()).isEqualTo(expected);
        }
        for (long block = 0; block < 20; block++) {
            boolean pictures = PretrainingCorpus.blockHasPictures(block);

            assertThat(PretrainingCorpus.block(pictures, PretrainingCorpus.blocks(pictures, block)))
                    .isEqualTo(block);
        }
    }

    @Test
    void everyExampleHasAQuestionAndAnAnswerInLowerCase() {
        for (long index = 0; index < 4000; index++) {
            Example example = CORPUS.example(index);

            assertThat(example.text()).isNotBlank().isLowerCase().doesNotContain("{", "}", "|", "~", "%s");
            assertThat(example.target()).isNotBlank().isLowerCase().doesNotContain("{", "}", "|", "~", "%s");
        }
    }

    @Test
    void questionsAreVaried() {
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
    void ofOrdinarySentencesTheMissingWordsAreWanted() {
        PretrainingCorpus corpus = new PretrainingCorpus(5, List.of(SENTENCE));
        Set<String> restored = new HashSet<>();
        for (long index = PretrainingCorpus.BLOCK; index < 3L * PretrainingCorpus.BLOCK; index++) {
            Example example = corpus.example(index);
            if (example.text().contains("blank") && example.text().matches(".*(committee|postponed|spring).*")) {
                restored.add(restored(example));
            }
        }

        assertThat(restored).containsExactly(SENTENCE);
    }

    @Test
    void aTextAndItsCopyAreComparedWordForWord() {
        List<Example> comparisons = examples(PretrainingCorpusTest::comparesTexts);

        assertThat(comparisons).hasSizeGreaterThan(300);
        assertThat(comparisons).allSatisfy(example -> {
            List<String> first =
                    words(example.text().replaceFirst("^.*?\\? (first: )?", "").split(SECOND)[0]);
            List<String> second = words(example.text().split(SECOND)[1]);
            switch (example.target()) {
                case "yes" -> assertThat(second).containsExactlyInAnyOrderElementsOf(first);
                case "no" -> assertThat(second).isNotEqualTo(first).hasSameSizeAs(first);
                default -> {
                    boolean gone = example.text()
                            .matches("(which word (of the first|was|is missing|does only the first)|what did).*");
                    assertThat(first.contains(example.target())).isEqualTo(gone);
                    assertThat(second.contains(example.target())).isEqualTo(!gone);
                }
            }
        });
    }

    @Test
    void whatATextDoesNotSayIsUnknown() {
        List<Example> unknown = examples(example -> example.target().equals("unknown"));

        assertThat(unknown).hasSizeGreaterThan(30);
        assertThat(unknown).allSatisfy(example -> {
            String text = example.text().substring(example.text().indexOf("?") + 2);
            if (example.text().startsWith("where is")) {
                assertThat(text.replace("looking at", "watching")).doesNotContainPattern(" (in|on|at|near) ");
            } else {
                assertThat(text).doesNotContain(example.text().split(" ")[2]);
            }
        });
    }

    @Test
    void wordsAtWrongPlacesArePutRight() {
        PretrainingCorpus corpus = new PretrainingCorpus(5, List.of(SENTENCE));
        Set<String> mended = new HashSet<>();
        for (long index = 0; index < 4000; index++) {
            Example example = corpus.example(index);
            if (example.text().contains("committee")) {
                mended.add(mended(example));
            }
        }

        mended.remove("");
        assertThat(mended).containsExactly(SENTENCE);
    }

    /** The text as its answer says it should be; nothing for other questions. */
    private static String mended(Example example) {
        String text = example.text().replaceFirst("^.*?[?:] ", "");
        if (example.text().matches("which (two words|neighbors).*")) {
            String[] pair = example.target().split(" ");
            return text.replaceFirst(pair[1] + " " + pair[0], example.target());
        }
        if (example.text().matches("(put the words|what should it read).*")) {
            return example.target();
        }
        if (example.text().matches("which word (is too many|does not belong).*")) {
            // The word stands there once more where it was put beside its like; any of them may go.
            List<String> words = List.of(text.split(" "));
            return IntStream.range(0, words.size())
                    .filter(at -> words.get(at).equals(example.target()))
                    .mapToObj(at -> without(words, at))
                    .filter(SENTENCE::equals)
                    .findFirst()
                    .orElse(text);
        }
        return "";
    }

    private static String without(List<String> words, int at) {
        List<String> rest = new ArrayList<>(words);
        rest.remove(at);
        return String.join(" ", rest);
    }

    private static List<Example> examples(Predicate<Example> wanted) {
        return LongStream.range(0, 4000)
                .mapToObj(CORPUS::example)
                .filter(wanted)
                .toList();
    }

    private static boolean comparesTexts(Example example) {
        return example.text().split(SECOND).length == 2 && example.picture().isEmpty();
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.replaceAll("([.,?!]|'s)", " $1 ").strip().split("\\s+"))
                .filter(word -> !word.equals("."))
                .toList();
    }

    private static String restored(Example example) {
        String text = example.text().replaceFirst("^.*?[?:] ", "");
        for (String missing : example.target().split(" blank ")) {
            text = text.replaceFirst("blank", missing);
        }
        return text;
    }
}
