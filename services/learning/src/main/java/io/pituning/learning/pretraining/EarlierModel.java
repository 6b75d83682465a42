package io.pituning.learning.pretraining;

import io.pituning.learning.tensor.Safetensors;
import io.pituning.learning.tensor.TensorLayout;
import io.pituning.learning.tokenizer.TextTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * A model folder that a pre-training starts from instead of from nothing.
 *
 * <p>Tensors of the same name and shape are taken over. The embedding of a token is the mean of the embeddings of the tokens that the earlier
 * tokenizer makes of the same text, so that the vocabularies may differ; a token that stands for no text keeps its own start.
 */
final class EarlierModel implements AutoCloseable {
    private static final String EMBEDDING = "encoder.embed_tokens.weight";

    private final Map<String, float[]> values;
    private final TextTokenizer tokenizer;

    private EarlierModel(Map<String, float[]> values, TextTokenizer tokenizer) {
        this.values = values;
        this.tokenizer = tokenizer;
    }

    /** @throws IOException if the folder holds no {@code model.safetensors} and {@code tokenizer.json} */
    static EarlierModel read(Path folder) throws IOException {
        byte[] weights = Files.readAllBytes(folder.resolve("model.safetensors"));
        return new EarlierModel(
                Safetensors.readValues(weights).values(), TextTokenizer.read(folder.resolve("tokenizer.json")));
    }

    /**
     * Puts what is known here in place of start values.
     *
     * @param start flat values of the layout; changed
     * @param newTokenizer says which text a row of the new embedding stands for
     */
    void take(TensorLayout layout, float[] start, TextTokenizer newTokenizer) {
        int at = 0;
        for (String name : layout.names()) {
            long[] shape = layout.shape(name);
            int length = Math.toIntExact(Arrays.stream(shape).reduce(1, (a, b) -> a * b));
            float[] known = values.getOrDefault(name, new float[0]);
            if (name.equals(EMBEDDING)) {
                takeEmbeddings(known, start, at, Math.toIntExact(shape[1]), newTokenizer);
            } else if (known.length == length) {
                System.arraycopy(known, 0, start, at, length);
            }
            at += length;
        }
    }

    private void takeEmbeddings(float[] known, float[] start, int at, int width, TextTokenizer newTokenizer) {
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

    @Override
    public void close() {
        tokenizer.close();
    }
}
