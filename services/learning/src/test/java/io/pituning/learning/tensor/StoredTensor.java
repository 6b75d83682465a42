package io.pituning.learning.tensor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A tensor as a safetensors file stores it, of any type: what the writer of this library does not write. */
public record StoredTensor(String type, long[] shape, byte[] bytes) {

    public static StoredTensor f32(long[] shape, float... values) {
        ByteBuffer bytes = little(4 * values.length);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return new StoredTensor("F32", shape, bytes.array());
    }

    /** Cuts the lower half of each float off. */
    public static StoredTensor bf16(long[] shape, float... values) {
        ByteBuffer bytes = little(2 * values.length);
        for (float value : values) {
            bytes.putShort((short) (Float.floatToRawIntBits(value) >> 16));
        }
        return new StoredTensor("BF16", shape, bytes.array());
    }

    public static StoredTensor f64(long[] shape, double... values) {
        ByteBuffer bytes = little(8 * values.length);
        for (double value : values) {
            bytes.putDouble(value);
        }
        return new StoredTensor("F64", shape, bytes.array());
    }

    public static StoredTensor i64(long... values) {
        ByteBuffer bytes = little(8 * values.length);
        for (long value : values) {
            bytes.putLong(value);
        }
        return new StoredTensor("I64", new long[] {values.length}, bytes.array());
    }

    /** A file of these tensors, laid in the order of the map's iteration. */
    public static byte[] file(Map<String, StoredTensor> tensors) {
        ObjectNode header = new ObjectMapper().createObjectNode();
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        tensors.forEach((name, tensor) -> {
            ObjectNode entry = header.putObject(name).put("dtype", tensor.type);
            for (long size : tensor.shape) {
                entry.withArray("shape").add(size);
            }
            entry.putArray("data_offsets").add(data.size()).add(data.size() + tensor.bytes.length);
            data.writeBytes(tensor.bytes);
        });
        return file(header.toString(), data.toByteArray());
    }

    /** A file with any header. */
    public static byte[] file(String header, byte[] data) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return little(8 + json.length + data.length)
                .putLong(json.length)
                .put(json)
                .put(data)
                .array();
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
