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
 * <p>Tensors of the same name and shape are taken over. The embedding of a token is the mean of the embeddings of the tokens that the earlier
 * tokenizer makes of the same text, so that the vocabularies may differ; a token that stands for no text keeps its own start.
 */
final class EarlierModel implements AutoCloseable {
    private static final String EMBEDDING = "encoder.embed_tokens.weight";

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
        for (int token = 0; token < newTokenizer.vocabularySize(); token++) {
            String text = newTokenizer.decode(new int[] {token});
            int[] before = newTokenizer.isLocation(token) ? new int[0] : tokenizer.encode(text);
            if (before.length > 0) {
                Arrays.fill(start, at + token * width, at + (token + 1) * width, 0);
            }
            for (int part : before) {
                for (int i = 0; i < width; i++) {
                    start[at + token * width + i] += known[part * width + i] / before.length;
                }
            }
        }
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
