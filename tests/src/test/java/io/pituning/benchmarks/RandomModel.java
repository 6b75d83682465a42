package io.pituning.benchmarks;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pituning.learning.backbone.ofa.OfaConfig;
import io.pituning.learning.backbone.ofa.OfaLayout;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.Safetensors;
import io.pituning.learning.tensor.Scope;
import io.pituning.learning.tensor.Tensor;
import io.pituning.learning.tensor.TensorLayout;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleSupplier;

/** pi-nano with sizes of the reference and random weights, for timing only. */
final class RandomModel {
    private static final double SPREAD = 0.02;
    private static final JsonMapper JSON = new JsonMapper();

    private RandomModel() {}

    /** Under the reference's image stem, the first three stages of ResNet-50, on pictures of so many pixels a side. */
    static FoundationModel withReferenceStem(int imageSize) {
        ObjectNode description = piNano().put("image_size", imageSize);
        description.putArray("resnet_layers").add(3).add(4).add(6);
        description.put("resnet_width", 64);
        return load(description);
    }

    /** With layers as wide as OFA-base's, two of its six in the encoder and two in the decoder. */
    static FoundationModel withReferenceLayers() {
        return load(referenceLayers());
    }

    /** The sizes of {@link #withReferenceLayers()}. */
    static OfaConfig referenceLayersConfig() {
        return config(referenceLayers());
    }

    /** The sizes of pi-nano itself. */
    static OfaConfig piNanoConfig() {
        return config(piNano());
    }

    private static ObjectNode referenceLayers() {
        return piNano().put("d_model", 768)
                .put("encoder_layers", 2)
                .put("decoder_layers", 2)
                .put("encoder_attention_heads", 12)
                .put("encoder_ffn_dim", 3072);
    }

    private static FoundationModel load(ObjectNode description) {
        try {
            Path folder = Files.createTempDirectory("pi-benchmark");
            Files.write(folder.resolve("config.json"), JSON.writeValueAsBytes(description));
            Files.write(folder.resolve("tokenizer.json"), shipped("tokenizer.json"));
            Files.write(folder.resolve("model.safetensors"), weights(config(description)));
            return FoundationModel.load(folder.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] weights(OfaConfig config) {
        try (Scope scope = Scope.open()) {
            NamedTensors weights =
                    random(OfaLayout.trainable(config)).with(filled(OfaLayout.statistics(config), () -> 1));
            return Safetensors.write(weights, Safetensors.Precision.F16, Map.of("format", "pt"));
        }
    }

    private static OfaConfig config(ObjectNode description) {
        try {
            return JSON.treeToValue(description, OfaConfig.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode piNano() {
        try {
            return (ObjectNode) JSON.readTree(shipped("config.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static NamedTensors random(TensorLayout layout) {
        Random random = new Random(1);
        return filled(layout, () -> random.nextGaussian() * SPREAD);
    }

    private static NamedTensors filled(TensorLayout layout, DoubleSupplier value) {
        float[] values = layout.fill(name -> value);
        return layout.cut(Tensor.of(values, values.length));
    }

    private static byte[] shipped(String file) throws IOException {
        try (InputStream stream = FoundationModel.class.getResourceAsStream("/models/pi-nano/" + file)) {
            return stream.readAllBytes();
        }
    }
}
