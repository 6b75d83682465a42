package io.pituning.learning.pretraining;

import io.pituning.learning.LearningException;
import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.Safetensors;
import io.pituning.learning.tensor.SafetensorsFile;
import io.pituning.learning.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A pre-training stopped between two steps.
 *
 * @param step steps made
 * @param tensors {@code parameters}, {@code mean}, {@code variance} (flat vectors) and {@code statistics} (flat)
 */
record Checkpoint(long step, NamedTensors tensors) {
    private static final String STEP = "step";

    /**
     * The checkpoint in a file, if there is one.
     *
     * @param asked what the course of the pre-training depends on, by what it is called
     * @throws LearningException {@code pretraining-differs} if the checkpoint's pre-training was asked for something else
     */
    static Optional<Checkpoint> read(Path file, Map<String, String> asked) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        byte[] bytes = Files.readAllBytes(file);
        Map<String, String> metadata = SafetensorsFile.of(bytes).metadata();
        String others = asked.entrySet().stream()
                // Checkpoints of earlier versions do not say it.
                .filter(entry -> metadata.containsKey(entry.getKey()))
                .filter(entry -> !metadata.get(entry.getKey()).equals(entry.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .collect(Collectors.joining(" and another "));
        if (!others.isEmpty()) {
            throw new LearningException(
                    "pretraining-differs",
                    "The folder " + file.getParent() + " holds a pre-training that was begun with another " + others
                            + ".",
                    "Go on with what it was begun with, or choose another folder.");
        }
        return Optional.of(new Checkpoint(Long.parseLong(metadata.get(STEP)), Safetensors.read(bytes)));
    }

    /** @param asked see {@link #read} */
    static void write(
            Path file,
            Map<String, String> asked,
            long step,
            Tensor parameters,
            Tensor mean,
            Tensor variance,
            Tensor statistics)
            throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("parameters", parameters);
        tensors.put("mean", mean);
        tensors.put("variance", variance);
        tensors.put("statistics", statistics);
        Map<String, String> metadata = new TreeMap<>(asked);
        metadata.put(STEP, Long.toString(step));
        WholeFile.write(file, Safetensors.write(new NamedTensors(tensors), Safetensors.Precision.F32, metadata));
    }
}
