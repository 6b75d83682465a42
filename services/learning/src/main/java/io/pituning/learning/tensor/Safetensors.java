package io.pituning.learning.tensor;

import ai.djl.util.Float16Utils;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pituning.learning.LearningException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads and writes the safetensors format: eight bytes of header length (little endian), a JSON header, the raw values.
 *
 * <p>DJL reads the format too, but aborts the process on bfloat16 and drops the metadata; here all floating types (F64, F32, F16, BF16) are
 * converted in plain Java before the engine sees them. Format: github.com/huggingface/safetensors.
 */
public final class Safetensors {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_HEADER = 100_000_000;

    private Safetensors() {}

    /** How values are stored. */
    public enum Precision {
        /** 32-bit floats. */
        F32,
        /** 16-bit IEEE floats. */
        F16
    }

    /** The arrays of one file as plain Java: shapes and row-major values by name. */
    public record Values(Map<String, long[]> shapes, Map<String, float[]> values, Map<String, String> metadata) {}

    /**
     * Reads a whole file's tensors.
     *
     * @throws LearningException {@code safetensors-malformed} if the bytes are not a safetensors file of floating types
     */
    public static NamedTensors read(byte[] file) {
        Values values = readValues(file);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        values.values()
                .forEach((name, data) ->
                        tensors.put(name, Tensor.of(data, values.shapes().get(name))));
        return new NamedTensors(tensors);
    }

    /** As {@link #read(byte[])}, but into plain Java arrays, without the native engine. */
    public static Values readValues(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (file.length < 8) {
            throw malformed("it is shorter than its header's length field");
        }
        long headerLength = bytes.getLong();
        if (headerLength < 2 || headerLength > Math.min(LONGEST_HEADER, file.length - 8)) {
            throw malformed("its header claims " + headerLength + " bytes");
        }
        JsonNode header;
        try {
            header = JSON.readTree(file, 8, (int) headerLength);
        } catch (IOException e) {
            throw malformed("its header is not JSON");
        }
        ByteBuffer data = bytes.position(8 + (int) headerLength).slice().order(ByteOrder.LITTLE_ENDIAN);
        Map<String, long[]> shapes = new LinkedHashMap<>();
        Map<String, float[]> values = new LinkedHashMap<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        header.properties().forEach(entry -> {
            if (entry.getKey().equals("__metadata__")) {
                entry.getValue()
                        .properties()
                        .forEach(m -> metadata.put(m.getKey(), m.getValue().asText()));
            } else {
                long[] shape = shape(entry.getKey(), entry.getValue());
                shapes.put(entry.getKey(), shape);
                values.put(entry.getKey(), floats(entry.getKey(), entry.getValue(), shape, data));
            }
        });
        return new Values(shapes, values, metadata);
    }

    /** Writes tensors in their order, with optional metadata (an empty map for none). */
    public static byte[] write(NamedTensors tensors, Precision precision, Map<String, String> metadata) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        Map<String, float[]> values = new LinkedHashMap<>();
        for (String name : tensors.names()) {
            shapes.put(name, tensors.get(name).shape());
            values.put(name, tensors.get(name).toFloats());
        }
        return writeValues(new Values(shapes, values, metadata), precision);
    }

    /** As {@link #write}, from plain Java arrays, without the native engine. */
    public static byte[] writeValues(Values tensors, Precision precision) {
        int width = precision == Precision.F16 ? 2 : 4;
        ObjectNode header = JSON.createObjectNode();
        if (!tensors.metadata().isEmpty()) {
            header.set("__metadata__", JSON.valueToTree(tensors.metadata()));
        }
        long position = 0;
        List<float[]> order = new ArrayList<>();
        for (Map.Entry<String, float[]> entry : tensors.values().entrySet()) {
            long end = position + (long) entry.getValue().length * width;
            ObjectNode tensor = header.putObject(entry.getKey());
            tensor.put("dtype", precision.name());
            tensor.set("shape", JSON.valueToTree(tensors.shapes().get(entry.getKey())));
            tensor.putArray("data_offsets").add(position).add(end);
            order.add(entry.getValue());
            position = end;
        }
        byte[] json = padded(header.toString());
        ByteBuffer file =
                ByteBuffer.allocate(Math.toIntExact(8 + json.length + position)).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(json.length).put(json);
        for (float[] values : order) {
            for (float value : values) {
                if (precision == Precision.F16) {
                    file.putShort(Float16Utils.floatToHalf(value));
                } else {
                    file.putFloat(value);
                }
            }
        }
        return file.array();
    }

    /** The format aligns the data to eight bytes by spaces after the header. */
    private static byte[] padded(String header) {
        int length = header.getBytes(StandardCharsets.UTF_8).length;
        return (header + " ".repeat((8 - length % 8) % 8)).getBytes(StandardCharsets.UTF_8);
    }

    private static long[] shape(String name, JsonNode tensor) {
        JsonNode sizes = tensor.path("shape");
        long[] shape = new long[sizes.size()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = sizes.get(i).asLong(-1);
            if (shape[i] < 0) {
                throw malformed("tensor " + name + " has no proper shape");
            }
        }
        return shape;
    }

    private static float[] floats(String name, JsonNode tensor, long[] shape, ByteBuffer data) {
        String type = tensor.path("dtype").asText();
        int width =
                switch (type) {
                    case "F64" -> 8;
                    case "F32" -> 4;
                    case "F16", "BF16" -> 2;
                    default -> throw malformed("tensor " + name + " has the unsupported type " + type);
                };
        long from = tensor.path("data_offsets").path(0).asLong(-1);
        long to = tensor.path("data_offsets").path(1).asLong(-1);
        long count = 1;
        for (long size : shape) {
            count = size == 0 || count <= data.limit() / size ? count * size : -1;
            if (count < 0) {
                break;
            }
        }
        if (from < 0 || to > data.limit() || count < 0 || to - from != count * width) {
            throw malformed("tensor " + name + " does not lie where the header says");
        }
        float[] values = new float[(int) count];
        for (int i = 0; i < values.length; i++) {
            int at = (int) from + i * width;
            values[i] = switch (type) {
                case "F64" -> (float) data.getDouble(at);
                case "F32" -> data.getFloat(at);
                case "F16" -> Float16Utils.halfToFloat(data.getShort(at));
                default -> Float.intBitsToFloat(data.getShort(at) << 16);
            };
        }
        return values;
    }

    private static LearningException malformed(String why) {
        return new LearningException(
                "safetensors-malformed",
                "The safetensors file cannot be read: " + why + ".",
                "Write the file again; if it came over a network, compare its sha256.");
    }
}
