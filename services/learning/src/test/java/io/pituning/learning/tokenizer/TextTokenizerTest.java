package io.pituning.learning.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pituning.learning.LearningException;
import io.pituning.learning.world.PretrainingCorpus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTokenizerTest {
    private static final int SIZE = 600;
    private static final int LOCATIONS = 16;

    @TempDir
    static Path folder;

    private static TextTokenizer tokenizer;

    @BeforeAll
    static void train() throws IOException {
        Path file = folder.resolve("tokenizer.json");
        Files.writeString(file, new BytePairTrainer(SIZE, LOCATIONS).train(texts(2000)));
        tokenizer = TextTokenizer.read(file);
    }

    private static Stream<String> texts(long examples) {
        return new PretrainingCorpus(1, List.of()).texts(examples);
    }

    @AfterAll
    static void close() {
        tokenizer.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "what color is the star?",
                "It's 1,234.50 Dollars!",
                "two  blanks,\ta tab\nand a new line ",
                "na\u00efve Zo\u00eb \u2013 \u201cquoted\u201d",
                "\u6771\u4eac \u0395\u03bb\u03bb\u03b7\u03bd\u03b9\u03ba\u03ac \u0627\u0644\u0639\u0631\u0628\u064a\u0629",
                "family \ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67 and \ud83d\ude42",
                "zero \u0000 byte",
                "</s> <pad> <s> <unk>"
            })
    void aTextComesBackInLowerCaseAndWithoutSpecialTokens(String text) {
        int[] tokens = tokenizer.encode(text);

        assertThat(Arrays.stream(tokens)).allMatch(token -> token >= BytePairTrainer.SPECIALS.size() && token < SIZE);
        assertThat(tokenizer.decode(tokens)).isEqualTo(text.toLowerCase(Locale.ROOT));
    }

    @Test
    void aLocationTokenIsOneTokenWhereverItStands() {
        assertThat(tokenizer.encode("<bin_0><bin_15>"))
                .containsExactly(tokenizer.locationTokens()[0], tokenizer.locationTokens()[15]);
        assertThat(tokenizer.encode("color of the region <bin_3><bin_4>:"))
                .contains(tokenizer.locationTokens()[3], tokenizer.locationTokens()[4]);
        assertThat(tokenizer.decode(tokenizer.locationTokens())).startsWith("<bin_0><bin_1>");
    }

    @Test
    void halfASurrogatePairDoesNoHarm() {
        assertThat(tokenizer.decode(tokenizer.encode("a \ud83d b"))).isEqualTo("a ? b");
    }

    @Test
    void nothingIsCutFromALongText() {
        String text = "star ".repeat(5000).strip();

        assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
    }

    @Test
    void theEmptyTextHasNoTokens() {
        assertThat(tokenizer.encode("")).isEmpty();
        assertThat(tokenizer.decode(new int[0])).isEmpty();
    }

    @Test
    void specialTokensAreLeftOutOfDecodedText() {
        int[] tokens = tokenizer.encode("star");
        int[] framed = new int[tokens.length + 2];
        System.arraycopy(tokens, 0, framed, 1, tokens.length);
        framed[tokens.length + 1] = BytePairTrainer.SPECIALS.indexOf("</s>");

        assertThat(tokenizer.decode(framed)).isEqualTo("star");
    }

    @Test
    void frequentWordsAreOneToken() {
        assertThat(tokenizer.encode("the color")).hasSize(2);
    }

    @Test
    void theVocabularyHasTheWantedSize() {
        assertThat(tokenizer.vocabularySize()).isEqualTo(SIZE);
    }

    @Test
    void trainingTwiceGivesTheSameFile() {
        String once = new BytePairTrainer(SIZE, LOCATIONS).train(texts(300));

        assertThat(new BytePairTrainer(SIZE, LOCATIONS).train(texts(300))).isEqualTo(once);
    }

    @Test
    void aFileThatIsNoTokenizerIsMalformed() {
        for (String content : new String[] {"", "{}", "not json", "{\"model\": {\"vocab\": {\"a\": 0}}}"}) {
            assertThatThrownBy(() ->
                            TextTokenizer.read(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8))))
                    .isInstanceOfSatisfying(LearningException.class, failure -> assertThat(failure.code())
                            .isEqualTo("model-malformed"));
        }
    }

    @Test
    void aMissingFileIsMalformed() {
        assertThatThrownBy(() -> TextTokenizer.read(folder.resolve("nothing.json")))
                .isInstanceOf(LearningException.class)
                .hasMessageContaining("nothing.json");
    }
}
