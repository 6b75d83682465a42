package io.pituning.learning.similarity;

import io.pituning.learning.LearningException;
import io.pituning.learning.tensor.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A task as a vector: the diagonal Fisher information of its expert's parameters, tensor by tensor. Plain Java, no native memory.
 *
 * <p>Source: "Task2Vec" (ICCV 2019) and π-Tuning, section 3.2.
 */
public record TaskVector(List<NamedVector> tensors) {
    /** Copies the list. */
    public TaskVector {
        tensors = List.copyOf(tensors);
    }

    /** Pooled: small enough to travel in an event. */
    public TaskVector pooled(Pooling pooling) {
        return new TaskVector(
                tensors.stream().map(tensor -> tensor.pooled(pooling)).toList());
    }

    /** Without the tensors that are zero everywhere. */
    public TaskVector informative() {
        return new TaskVector(
                tensors.stream().filter(NamedVector::isInformative).toList());
    }

    /** The number of values. */
    public int dimension() {
        return tensors.stream().mapToInt(tensor -> tensor.values().length).sum();
    }

    /** Writes the vector as a safetensors file. */
    public void write(Path file) throws IOException {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        Map<String, float[]> values = new LinkedHashMap<>();
        for (NamedVector tensor : tensors) {
            shapes.put(
                    tensor.name(), Arrays.stream(tensor.shape()).asLongStream().toArray());
            values.put(tensor.name(), tensor.values());
        }
        Files.write(
                file,
                Safetensors.writeValues(
                        new Safetensors.Values(shapes, values, Map.of("format", "task-vector")),
                        Safetensors.Precision.F32));
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws LearningException {@code safetensors-malformed}, also where a value is negative or not a finite number
     */
    public static TaskVector read(Path file) throws IOException {
        Safetensors.Values read = Safetensors.readValues(Files.readAllBytes(file));
        List<NamedVector> tensors = new ArrayList<>();
        read.values().forEach(TaskVector::requireInformation);
        read.values()
                .forEach((name, values) -> tensors.add(new NamedVector(
                        name,
                        Arrays.stream(read.shapes().get(name))
                                .mapToInt(Math::toIntExact)
                                .toArray(),
                        values)));
        return new TaskVector(tensors);
    }

    private static void requireInformation(String name, float[] values) {
        for (float value : values) {
            if (!(value >= 0 && value < Float.POSITIVE_INFINITY)) {
                throw new LearningException(
                        "safetensors-malformed",
                        "The task vector holds " + value + " in " + name
                                + ", which is not a possible value of Fisher information.",
                        "Register the task with another seed to embed it anew.");
            }
        }
    }
}
