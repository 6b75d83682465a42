package io.pituning.graph;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * How a store holds a vector: a byte of {@link StateVersion}, the space (its length in bytes, UTF-8), the number of tensors, their lengths,
 * and the values; integers and floats of 32 bits, big endian. Not JSON, since each arriving vector causes hundreds of stored ones to be read.
 */
final class VectorBytes {
    private VectorBytes() {}

    /** {@return a serde that refuses what another version has written}; {@code null}, a tombstone, stays what it is. */
    static Serde<GraphVector> serde() {
        return Serdes.serdeFrom(
                (topic, vector) -> vector == null ? null : write(vector),
                (topic, bytes) -> bytes == null ? null : read(bytes));
    }

    private static byte[] write(GraphVector vector) {
        byte[] space = vector.space().getBytes(StandardCharsets.UTF_8);
        int integers = 2 + vector.segments().length;
        ByteBuffer buffer = ByteBuffer.allocate(1 + Integer.BYTES * integers + space.length + vector.values().length);
        buffer.put(StateVersion.CURRENT).putInt(space.length).put(space).putInt(vector.segments().length);
        for (int length : vector.segments()) {
            buffer.putInt(length);
        }
        return buffer.put(vector.values()).array();
    }

    private static GraphVector read(byte[] bytes) {
        StateVersion.require(bytes);
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
        byte[] space = new byte[buffer.getInt()];
        buffer.get(space);
        int[] segments = new int[buffer.getInt()];
        for (int i = 0; i < segments.length; i++) {
            segments[i] = buffer.getInt();
        }
        byte[] values = new byte[buffer.remaining()];
        buffer.get(values);
        return new GraphVector(new String(space, StandardCharsets.UTF_8), segments, values);
    }
}
