package io.pituning.learning.pretraining;

import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.Safetensors;
import io.pituning.learning.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A pre-training stopped between two steps.
 *
 * @param step steps made
 * @param tensors {@code parameters}, {@code mean}, {@code variance} (flat vectors) and {@code statistics} (flat)
 */
record Checkpoint(long step, NamedTensors tensors) {

    static Optional<Checkpoint> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        byte[] bytes = Files.readAllBytes(file);
        long step = Long.parseLong(Safetensors.readValues(bytes).metadata().get("step"));
        return Optional.of(new Checkpoint(step, Safetensors.read(bytes)));
    }

    /** Writes beside the file and renames, so that a kill leaves the old checkpoint or the new one. */
    static void write(Path file, long step, Tensor parameters, Tensor mean, Tensor variance, Tensor statistics)
            throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("parameters", parameters);
        tensors.put("mean", mean);
        tensors.put("variance", variance);
        tensors.put("statistics", statistics);
        Path beside = file.resolveSibling(file.getFileName() + ".tmp");
        Files.write(
                beside,
                Safetensors.write(
                        new NamedTensors(tensors), Safetensors.Precision.F32, Map.of("step", Long.toString(step))));
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
