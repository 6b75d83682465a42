package io.pituning.learning.pretraining;

import io.pituning.learning.LearningException;
import io.pituning.learning.tensor.Safetensors;
import io.pituning.learning.tensor.TensorLayout;
import io.pituning.learning.tokenizer.TextTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A model folder that a pre-training starts from instead of from nothing.
 *
 * <p>Tensors of the same name and shape are taken over, and so are the embeddings of the tokens that both vocabularies have. The embedding of
 * any other token is the mean of the embeddings of the tokens that the earlier tokenizer makes of the same text; a token that stands for no
 * text, or for part of a letter's bytes, keeps its own start.
 */
final class EarlierModel implements AutoCloseable {
    private static final String EMBEDDING = "encoder.embed_tokens.weight";
    /** What bytes that are no whole letter are decoded to. */
    private static final char NO_LETTER = '\uFFFD';

    private final Path folder;
    private final Safetensors.Values tensors;
    private final TextTokenizer tokenizer;

    private EarlierModel(Path folder, Safetensors.Values tensors, TextTokenizer tokenizer) {
        this.folder = folder;
        this.tensors = tensors;
        this.tokenizer = tokenizer;
    }

    /** @throws IOException if the folder holds no {@code model.safetensors} and {@code tokenizer.json} */
    static EarlierModel read(Path folder) throws IOException {
        byte[] weights = Files.readAllBytes(folder.resolve("model.safetensors"));
        return new EarlierModel(
                folder, Safetensors.readValues(weights), TextTokenizer.read(folder.resolve("tokenizer.json")));
    }

    /**
     * Puts what is known here in place of start values.
     *
     * @param start flat values of the layout; changed
     * @param newTokenizer says which text a row of the new embedding stands for
     * @throws LearningException {@code model-malformed} if the embedding is missing, has fewer rows than the earlier tokenizer has tokens, or
     *     is of another width than the layout's
     */
    void take(TensorLayout layout, float[] start, TextTokenizer newTokenizer) {
        int at = 0;
        for (String name : layout.names()) {
            long[] shape = layout.shape(name);
            int length = Math.toIntExact(Arrays.stream(shape).reduce(1, (a, b) -> a * b));
            if (name.equals(EMBEDDING)) {
                takeEmbeddings(start, at, Math.toIntExact(shape[1]), newTokenizer);
            } else if (Arrays.equals(tensors.shapes().get(name), shape)) {
                System.arraycopy(tensors.values().get(name), 0, start, at, length);
            }
            at += length;
        }
    }

    private void takeEmbeddings(float[] start, int at, int width, TextTokenizer newTokenizer) {
        float[] known = embedding(width);
        newTokenizer.numbers().forEach((token, number) -> {
            int[] before = before(token, number, newTokenizer);
            int row = at + number * width;
            if (before.length > 0) {
                Arrays.fill(start, row, row + width, 0);
            }
            for (int part : before) {
                for (int i = 0; i < width; i++) {
                    start[row + i] += known[part * width + i] / before.length;
                }
            }
        });
    }

    /** The earlier tokens of whose embeddings a token's is the mean; none for one that keeps its own start. */
    private int[] before(String token, int number, TextTokenizer newTokenizer) {
        Integer same = tokenizer.numbers().get(token);
        if (same != null) {
            return new int[] {same};
        }
        String text = newTokenizer.decode(new int[] {number});
        boolean isText = !newTokenizer.isLocation(number) && text.indexOf(NO_LETTER) < 0;
        return isText ? tokenizer.encode(text) : new int[0];
    }

    private float[] embedding(int width) {
        long[] shape = tensors.shapes().get(EMBEDDING);
        if (shape == null) {
            throw malformed("it lacks tensor " + EMBEDDING);
        }
        int rows = tokenizer.vocabularySize();
        if (shape.length != 2 || shape[0] < rows || shape[1] != width) {
            throw malformed("tensor " + EMBEDDING + " has shape " + Arrays.toString(shape) + " instead of [" + rows
                    + " or more, " + width + "]");
        }
        return tensors.values().get(EMBEDDING);
    }

    private LearningException malformed(String why) {
        return new LearningException(
                "model-malformed",
                "The model " + folder + " cannot be the start of a pre-training: " + why + ".",
                "Start from a model of the same width whose model.safetensors and tokenizer.json match each other.");
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
