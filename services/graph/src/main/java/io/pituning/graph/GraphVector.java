package io.pituning.graph;

import io.pituning.learning.similarity.NamedVector;
import io.pituning.learning.similarity.TaskVector;
import io.pituning.schemas.event.ExpertShape;
import io.pituning.schemas.event.FoundationRef;
import io.pituning.schemas.event.PooledTensor;
import io.pituning.schemas.event.PooledVector;
import io.pituning.schemas.event.TaskEmbedded;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A task's pooled vector as it is compared: one row of numbers, and where its tensors end. {@link VectorBytes} stores it.
 *
 * @param space what two vectors must share to be compared: foundation model, method, shape, names and lengths of the tensors
 * @param segments lengths of the tensors, in order
 * @param values 32-bit floats, big endian, all tensors one after the other
 */
public record GraphVector(String space, int[] segments, byte[] values) {

    static GraphVector of(TaskEmbedded event) {
        return of(event.foundation(), event.expert(), event.vector());
    }

    static GraphVector of(FoundationRef foundation, ExpertShape expert, PooledVector vector) {
        List<PooledTensor> tensors = vector.tensors();
        int[] segments =
                tensors.stream().mapToInt(tensor -> tensor.values().size()).toArray();
        ByteBuffer values =
                ByteBuffer.allocate(Float.BYTES * Arrays.stream(segments).sum());
        tensors.forEach(tensor -> tensor.values().forEach(values::putFloat));
        List<String> names = tensors.stream().map(PooledTensor::name).toList();
        return new GraphVector(space(foundation, expert, names, segments), segments, values.array());
    }

    /** A name, not a protection: short, and the same on every instance. Running graphs have stored it, so what it is made of must stay. */
    private static String space(FoundationRef foundation, ExpertShape expert, List<String> names, int[] segments) {
        String shape = "ExpertShape[method=%s, rank=%s, dimension=%s, length=%s, targets=%s, parameters=%s]"
                .formatted(
                        expert.method(),
                        text(expert.rank()),
                        text(expert.dimension()),
                        text(expert.length()),
                        text(expert.targets()),
                        expert.parameters());
        String parts = foundation.sha256() + shape + names + Arrays.toString(segments);
        return UUID.nameUUIDFromBytes(parts.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static String text(Optional<?> part) {
        return part.map(value -> "Optional[" + value + "]").orElse("Optional.empty");
    }

    /** {@return the numbers, all tensors one after the other} */
    float[] floats() {
        float[] floats = new float[values.length / Float.BYTES];
        ByteBuffer.wrap(values).asFloatBuffer().get(floats);
        return floats;
    }

    /** {@return in the form of the learning core, to be compared exactly} */
    TaskVector tensors() {
        float[] all = floats();
        List<NamedVector> tensors = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < segments.length; i++) {
            float[] tensor = Arrays.copyOfRange(all, from, from + segments[i]);
            tensors.add(new NamedVector(Integer.toString(i), new int[] {tensor.length}, tensor));
            from += segments[i];
        }
        return new TaskVector(tensors);
    }
}
