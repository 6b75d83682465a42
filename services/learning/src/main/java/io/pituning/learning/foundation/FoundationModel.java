package io.pituning.learning.foundation;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pituning.learning.LearningException;
import io.pituning.learning.backbone.Backbone;
import io.pituning.learning.backbone.Patches;
import io.pituning.learning.backbone.ofa.OfaBackbone;
import io.pituning.learning.backbone.ofa.OfaConfig;
import io.pituning.learning.backbone.ofa.OfaLayout;
import io.pituning.learning.data.Pixels;
import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.Safetensors;
import io.pituning.learning.tensor.Scope;
import io.pituning.learning.tensor.Tensor;
import io.pituning.learning.tensor.TensorLayout;
import io.pituning.learning.tokenizer.TextTokenizer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A frozen foundation model: a backbone with its weights and tokenizer, loaded from a model folder.
 *
 * <p>A model folder holds {@code config.json}, {@code model.safetensors} and {@code tokenizer.json}, the Hugging Face habit. May be used by
 * several threads; holds native memory: close it.
 */
public final class FoundationModel implements AutoCloseable {
    private static final List<String> FILES = List.of("config.json", "model.safetensors", "tokenizer.json");

    private final String name;
    private final String sha256;
    private final OfaConfig config;
    private final NamedTensors weights;
    private final TextTokenizer tokenizer;
    private final Backbone backbone;

    private FoundationModel(
            String name, String sha256, OfaConfig config, NamedTensors weights, TextTokenizer tokenizer) {
        this.name = name;
        this.sha256 = sha256;
        this.config = config;
        this.weights = weights;
        this.tokenizer = tokenizer;
        this.backbone = OfaBackbone.frozen(config, weights);
    }

    /**
     * Loads a model.
     *
     * @param nameOrPath the name of a model that ships with the project, for example {@code pi-nano}, or the path of a model folder
     * @throws LearningException {@code model-unknown} if there is none, {@code model-malformed} if a file or tensor is missing or wrong
     */
    public static FoundationModel load(String nameOrPath) {
        boolean path = nameOrPath.contains("/");
        byte[][] files = FILES.stream()
                .map(file -> path ? fromFolder(Path.of(nameOrPath), file) : shipped(nameOrPath, file))
                .toArray(byte[][]::new);
        String name = path ? Path.of(nameOrPath).getFileName().toString() : nameOrPath;
        try {
            OfaConfig config = new ObjectMapper().readValue(files[0], OfaConfig.class);
            NamedTensors weights = Safetensors.read(files[1]);
            check(name, config, weights);
            TextTokenizer tokenizer = TextTokenizer.read(new ByteArrayInputStream(files[2]));
            return new FoundationModel(name, sha256(files), config, weights, tokenizer);
        } catch (IOException e) {
            throw new LearningException(
                    "model-malformed",
                    "The config.json of model " + name + " is not what an OFA model has.",
                    "Compare it with the config.json of pi-nano.",
                    e);
        }
    }

    private static byte[] shipped(String name, String file) {
        try (InputStream stream = name.matches("[a-z0-9][a-z0-9._-]*")
                ? FoundationModel.class.getResourceAsStream("/models/" + name + "/" + file)
                : null) {
            if (stream == null) {
                throw unknown(name);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw unknown(name);
        }
    }

    private static byte[] fromFolder(Path folder, String file) {
        try {
            return Files.readAllBytes(folder.resolve(file));
        } catch (IOException e) {
            throw new LearningException(
                    "model-unknown",
                    "The model folder " + folder + " has no readable " + file + ".",
                    "Give a folder with config.json, model.safetensors and tokenizer.json.",
                    e);
        }
    }

    private static LearningException unknown(String name) {
        return new LearningException(
                "model-unknown",
                "There is no foundation model named " + name + ".",
                "Use pi-nano, which ships with the project, or the path of a model folder.");
    }

    private static void check(String name, OfaConfig config, NamedTensors weights) {
        for (TensorLayout layout : List.of(OfaLayout.trainable(config), OfaLayout.statistics(config))) {
            for (String tensor : layout.names()) {
                if (weights.find(tensor).isEmpty()) {
                    throw malformed(name, "it lacks the tensor " + tensor);
                }
                if (!Arrays.equals(weights.get(tensor).shape(), layout.shape(tensor))) {
                    throw malformed(
                            name,
                            "tensor " + tensor + " has shape "
                                    + Arrays.toString(weights.get(tensor).shape()) + " instead of "
                                    + Arrays.toString(layout.shape(tensor)));
                }
            }
        }
    }

    private static LearningException malformed(String name, String why) {
        return new LearningException(
                "model-malformed",
                "The model " + name + " cannot be used: " + why + ".",
                "Make model.safetensors and config.json fit each other.");
    }

    private static String sha256(byte[][] files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            Arrays.stream(files).forEach(digest::update);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    /** The name under which it is known, for example {@code pi-nano}. */
    public String name() {
        return name;
    }

    /** Hash of all its files, in hexadecimal. */
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
        return config.positions();
    }

    /** How many parameters it has. */
    public long parameters() {
        return OfaLayout.trainable(config).elements();
    }

    /**
     * Embeds pictures, all present.
     *
     * @return patches that belong to the enclosing scope or to the caller
     */
    public Patches embed(List<BufferedImage> pictures) {
        int size = config.imageSize();
        int plane = 3 * size * size;
        float[] pixels = new float[pictures.size() * plane];
        for (int i = 0; i < pictures.size(); i++) {
            System.arraycopy(Pixels.rgb(pictures.get(i), size), 0, pixels, i * plane, plane);
        }
        boolean[] present = new boolean[pictures.size()];
        Arrays.fill(present, true);
        try (Scope scope = Scope.open()) {
            Patches patches = backbone.embedPatches(Tensor.of(pixels, pictures.size(), 3, size, size), present);
            scope.keep(patches.embedded());
            return patches;
        }
    }

    @Override
    public void close() {
        backbone.close();
        weights.close();
        tokenizer.close();
    }
}
