package io.pituning.learning.tokenizer;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pituning.learning.LearningException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Turns text into token numbers and back, by a Hugging Face {@code tokenizer.json}; neither adds special tokens nor shortens.
 *
 * <p>Holds native memory: close it. May be used by several threads.
 */
public final class TextTokenizer implements AutoCloseable {
    /** Nothing is cut here, whoever builds a batch knows the model's limit; the library insists on a number. */
    private static final Map<String, String> OPTIONS = Map.of(
            "addSpecialTokens", "false",
            "truncation", "false",
            "padding", "false",
            "maxLength", "1000000",
            "modelMaxLength", "1000000");

    private final HuggingFaceTokenizer tokenizer;
    private final Vocabulary vocabulary;

    private TextTokenizer(HuggingFaceTokenizer tokenizer, Vocabulary vocabulary) {
        this.tokenizer = tokenizer;
        this.vocabulary = vocabulary;
    }

    /**
     * Reads a {@code tokenizer.json} file.
     *
     * @throws LearningException {@code model-malformed} when it is missing or not a tokenizer
     */
    public static TextTokenizer read(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            return read(stream);
        } catch (IOException failure) {
            throw malformed("The tokenizer " + file + " cannot be read.", failure);
        }
    }

    /**
     * Reads the content of a {@code tokenizer.json}; the stream stays open.
     *
     * @throws LearningException {@code model-malformed} when it is not a tokenizer
     */
    public static TextTokenizer read(InputStream stream) {
        try {
            byte[] content = stream.readAllBytes();
            Vocabulary vocabulary = Vocabulary.of(new ObjectMapper().readTree(content));
            return new TextTokenizer(
                    HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(content), OPTIONS), vocabulary);
        } catch (IOException | RuntimeException failure) {
            // The native library reports a broken file by an unchecked exception.
            throw malformed("The model's tokenizer.json is not a usable tokenizer.", failure);
        }
    }

    private static LearningException malformed(String message, Exception cause) {
        return new LearningException(
                "model-malformed", message, "Fetch the model folder again, or train its tokenizer anew.", cause);
    }

    /** The numbers of this text's tokens, without special ones; empty for {@code ""}. */
    public int[] encode(String text) {
        if (text.isEmpty()) {
            return new int[0];
        }
        // Half of a surrogate pair has no UTF-8 form and would not survive the way into native code.
        String valid = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return Arrays.stream(tokenizer.encode(valid, false, false).getIds())
                .mapToInt(Math::toIntExact)
                .toArray();
    }

    /** The text of these tokens, special ones left out, without the leading blank that the encoder adds. */
    public String decode(int[] tokens) {
        long[] ordinary = Arrays.stream(tokens)
                .filter(token -> !vocabulary.specials().contains(token))
                .asLongStream()
                .toArray();
        if (ordinary.length == 0) {
            return "";
        }
        // The special ones are left out above; the library would leave out location tokens too where they are declared
        // as special.
        String text = tokenizer.decode(ordinary, false);
        return text.startsWith(" ") ? text.substring(1) : text;
    }

    /** The numbers of all tokens but the special ones, ascending. */
    public int[] ordinaryTokens() {
        return IntStream.range(0, vocabulary.size())
                .filter(token -> !vocabulary.specials().contains(token))
                .toArray();
    }

    /** The numbers of the tokens that name a place in a picture, {@code <bin_0>} and so on, ascending; none where the model knows no places. */
    public int[] locationTokens() {
        return vocabulary.locations().stream().mapToInt(Integer::intValue).toArray();
    }

    /** Whether this token names a place in a picture. */
    public boolean isLocation(int token) {
        return vocabulary.locations().contains(token);
    }

    /** The token numbers by token, written as in the file (a byte-level tokenizer has Ġ for a blank). */
    public Map<String, Integer> numbers() {
        return Collections.unmodifiableMap(vocabulary.numbers());
    }

    /** One more than the largest token number. */
    public int vocabularySize() {
        return vocabulary.size();
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
