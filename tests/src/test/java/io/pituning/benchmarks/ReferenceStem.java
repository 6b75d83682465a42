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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/** pi-nano's transformer under the image stem of the reference, the first three stages of ResNet-50; random weights, for timing only. */
final class ReferenceStem {
    private static final double SPREAD = 0.02;

    private ReferenceStem() {}

    /** Writes a model folder and loads it. */
    static FoundationModel in(Path folder) throws IOException {
        JsonMapper json = new JsonMapper();
        ObjectNode description = (ObjectNode) json.readTree(shipped("config.json"));
        description.putArray("resnet_layers").add(3).add(4).add(6);
        description.put("resnet_width", 64);
        Files.write(folder.resolve("config.json"), json.writeValueAsBytes(description));
        Files.write(folder.resolve("tokenizer.json"), shipped("tokenizer.json"));
        OfaConfig config = json.treeToValue(description, OfaConfig.class);
        try (Scope scope = Scope.open()) {
            NamedTensors weights = random(OfaLayout.trainable(config)).with(random(OfaLayout.statistics(config)));
            Files.write(
                    folder.resolve("model.safetensors"),
                    Safetensors.write(weights, Safetensors.Precision.F16, Map.of("format", "pt")));
        }
        return FoundationModel.load(folder.toString());
    }

    private static NamedTensors random(TensorLayout layout) {
        Random random = new Random(1);
        float[] values = layout.fill(name -> () -> Math.abs(random.nextGaussian()) * SPREAD + SPREAD);
        return layout.cut(Tensor.of(values, values.length));
    }

    private static byte[] shipped(String file) throws IOException {
        try (InputStream stream = FoundationModel.class.getResourceAsStream("/models/pi-nano/" + file)) {
            return stream.readAllBytes();
        }
    }
}
