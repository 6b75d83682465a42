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
        String identity = foundation.sha256() + expert + names + Arrays.toString(segments);
        // A name for a space, not a protection: short, and the same on every instance.
        String space = UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8))
                .toString();
        return new GraphVector(space, segments, values.array());
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
