package io.pituning.learning.tensor;

import ai.djl.util.Float16Utils;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pituning.learning.LearningException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads and writes whole files of the safetensors format: eight bytes of header length (little endian), a JSON header, the raw values.
 * Files too large for that are read by {@link SafetensorsFile}.
 *
 * <p>DJL reads the format too, but aborts the process on bfloat16 and drops the metadata; here all floating types (F64, F32, F16, BF16) are
 * converted in plain Java before the engine sees them. Format: github.com/huggingface/safetensors.
 */
public final class Safetensors {
    private static final ObjectMapper JSON = new ObjectMapper();

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
     * @return tensors of the enclosing scope, or the caller's
     * @throws LearningException {@code safetensors-malformed} if the bytes are not a safetensors file of floating types
     */
    public static NamedTensors read(byte[] file) {
        SafetensorsFile opened = SafetensorsFile.of(file);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        // The scope frees the tensors before one that is refused.
        try (Scope scope = Scope.open()) {
            opened.layout().names().forEach(name -> tensors.put(name, opened.read(name)));
            return scope.keep(new NamedTensors(tensors));
        }
    }

    /** As {@link #read(byte[])}, but into plain Java arrays, without the native engine. */
    public static Values readValues(byte[] file) {
        SafetensorsFile opened = SafetensorsFile.of(file);
        TensorLayout layout = opened.layout();
        Map<String, long[]> shapes = new LinkedHashMap<>();
        Map<String, float[]> values = new LinkedHashMap<>();
        for (String name : layout.names()) {
            shapes.put(name, layout.shape(name));
            values.put(name, opened.values(name));
        }
        return new Values(shapes, values, opened.metadata());
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
}
