package io.pituning.learning.foundation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pituning.learning.LearningException;
import io.pituning.learning.backbone.Backbone;
import io.pituning.learning.backbone.Patches;
import io.pituning.learning.data.Picture;
import io.pituning.learning.data.Pixels;
import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.Scope;
import io.pituning.learning.tensor.Tensor;
import io.pituning.learning.tokenizer.TextTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A frozen foundation model: a backbone with its weights and tokenizer, loaded from a model folder.
 *
 * <p>A model folder holds {@code config.json}, {@code model.safetensors} (or {@code model.safetensors.index.json} and the shards it names) and
 * {@code tokenizer.json}, the Hugging Face habit. The weights are read tensor by tensor: the heap never holds more than a piece of one. May
 * be used by several threads; holds native memory: close it.
 */
public final class FoundationModel implements AutoCloseable {
    private static final String CONFIG = "config.json";
    private static final String TOKENIZER = "tokenizer.json";
    /**
     * Pictures are embedded in parts of so many pixels: what a part computes is then small enough for the processor's caches and for memory
     * that the last part has used. Two cores embed 64 pictures of 128 × 128 in a sixth of the time that they take for all at once.
     */
    private static final int PIXELS_AT_ONCE = 1 << 16;

    private final String name;
    private final String sha256;
    private final Architecture architecture;
    private final NamedTensors weights;
    private final TextTokenizer tokenizer;
    private final Backbone backbone;

    private FoundationModel(
            String name, String sha256, Architecture architecture, NamedTensors weights, TextTokenizer tokenizer) {
        this.name = name;
        this.sha256 = sha256;
        this.architecture = architecture;
        this.weights = weights;
        this.tokenizer = tokenizer;
        this.backbone = architecture.backbone(weights);
    }

    /**
     * Loads a model.
     *
     * @param nameOrPath the name of a model that ships with the project, for example {@code pi-nano}, or the path of a model folder
     * @throws LearningException {@code model-unknown} if there is none, {@code model-malformed} if a file, key or tensor is missing or wrong,
     *     {@code safetensors-malformed} if a file of weights is not what its header says
     */
    public static FoundationModel load(String nameOrPath) {
        return load(ModelFiles.of(nameOrPath));
    }

    static FoundationModel load(ModelFiles files) {
        Architecture architecture = Architecture.of(files.name(), config(files));
        TextTokenizer tokenizer = tokenizer(files, architecture);
        try (StoredWeights stored = StoredWeights.open(files)) {
            List<String> hashed = new ArrayList<>(List.of(CONFIG));
            hashed.addAll(stored.files());
            hashed.add(TOKENIZER);
            String sha256 = ModelHash.of(files, hashed);
            NamedTensors weights = FittedWeights.read(files.name(), architecture, stored);
            return new FoundationModel(files.name(), sha256, architecture, weights, tokenizer);
        } catch (RuntimeException | Error e) {
            tokenizer.close();
            throw e;
        }
    }

    private static JsonNode config(ModelFiles files) {
        try (InputStream stream = files.open(CONFIG)) {
            return new ObjectMapper().readTree(stream);
        } catch (IOException e) {
            throw ModelFailure.malformed(files.name(), "its config.json is not JSON", e);
        }
    }

    private static TextTokenizer tokenizer(ModelFiles files, Architecture architecture) {
        TextTokenizer tokenizer;
        try (InputStream stream = files.open(TOKENIZER)) {
            tokenizer = TextTokenizer.read(stream);
        } catch (IOException e) {
            throw ModelFailure.malformed(files.name(), "its tokenizer.json cannot be read to the end", e);
        }
        if (tokenizer.vocabularySize() > architecture.vocabularySize()) {
            int tokens = tokenizer.vocabularySize();
            tokenizer.close();
            throw ModelFailure.malformed(
                    files.name(),
                    "its tokenizer.json has " + tokens + " tokens, its config.json a vocab_size of "
                            + architecture.vocabularySize());
        }
        return tokenizer;
    }

    /** The name under which it is known, for example {@code pi-nano}. */
    public String name() {
        return name;
    }

    /**
     * {@return this model}
     *
     * @throws LearningException {@code foundation-mismatch} if its hash is not the given one
     */
    public FoundationModel require(String expectedSha256) {
        if (!sha256.equals(expectedSha256)) {
            throw ModelFailure.mismatch(name, sha256, expectedSha256);
        }
        return this;
    }

    /** Hash of all its files (configuration, weights, tokenizer), in hexadecimal. */
    public String sha256() {
        return sha256;
    }

    /** The frozen function. */
    public Backbone backbone() {
        return backbone;
    }

    /** Text to token numbers. */
    public TextTokenizer tokenizer() {
        return tokenizer;
    }

    /** Most tokens of a row, special ones included. */
    public int longest() {
        return architecture.longest();
    }

    /** How many parameters it has. */
    public long parameters() {
        return architecture.parameters();
    }

    /** Where it computes: {@code cpu()}, or {@code gpu(0)} where DJL found one. */
    public String device() {
        return weights.values().iterator().next().device();
    }

    /**
     * Embeds pictures, all present.
     *
     * @param pictures at least one; each is read when it is its turn and scaled to the size that the model reads, so that one at a time is
     *     on the heap as it was decoded
     * @return patches that belong to the enclosing scope or to the caller
     * @throws LearningException {@code task-unsupported} if it is a model that reads only text, {@code dataset-malformed} if a picture cannot
     *     be read
     */
    public Patches embed(List<Picture> pictures) {
        return embed(pictures, () -> {});
    }

    /**
     * The same of many pictures.
     *
     * @param partEmbedded is run after every part of them; what it throws ends the embedding
     */
    public Patches embed(List<Picture> pictures, Runnable partEmbedded) {
        int size = architecture
                .imageSize()
                .orElseThrow(() -> new LearningException(
                        "task-unsupported",
                        "The foundation model " + name + " cannot read pictures.",
                        "Use one that can, such as pi-nano."));
        int atOnce = Math.max(1, PIXELS_AT_ONCE / (size * size));
        try (Scope scope = Scope.open()) {
            List<Patches> parts = new ArrayList<>();
            for (int from = 0; from < pictures.size(); from += atOnce) {
                parts.add(embed(pictures.subList(from, Math.min(pictures.size(), from + atOnce)), size));
                partEmbedded.run();
            }
            Tensor all = scope.keep(
                    Tensor.concat(parts.stream().map(Patches::embedded).toList(), 0));
            return new Patches(all, parts.get(0).rows(), parts.get(0).columns(), present(pictures.size()));
        }
    }

    private Patches embed(List<Picture> part, int size) {
        int plane = 3 * size * size;
        float[] pixels = new float[part.size() * plane];
        for (int i = 0; i < part.size(); i++) {
            System.arraycopy(Pixels.rgb(part.get(i).read(), size), 0, pixels, i * plane, plane);
        }
        try (Scope scope = Scope.open()) {
            Patches patches =
                    backbone.embedPatches(Tensor.of(pixels, part.size(), 3, size, size), present(part.size()));
            scope.keep(patches.embedded());
            return patches;
        }
    }

    private static boolean[] present(int pictures) {
        boolean[] present = new boolean[pictures];
        Arrays.fill(present, true);
        return present;
    }

    @Override
    public void close() {
        backbone.close();
        weights.close();
        tokenizer.close();
    }
}
