package io.pituning.learning.backbone.ofa;

import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The arrays of a NumPy archive, float32 or int64 in C order. */
record Npz(Map<String, Values> arrays) {
    private static final Pattern SHAPE = Pattern.compile("'shape': \\(([^)]*)\\)");

    /** One array; integers are held as doubles, exact here. */
    record Values(long[] shape, double[] data) {
        float[] floats() {
            float[] floats = new float[data.length];
            for (int i = 0; i < data.length; i++) {
                floats[i] = (float) data[i];
            }
            return floats;
        }

        Tensor tensor() {
            return Tensor.of(floats(), shape);
        }

        long[][] rows() {
            long[][] rows = new long[(int) shape[0]][(int) shape[1]];
            for (int i = 0; i < data.length; i++) {
                rows[i / (int) shape[1]][i % (int) shape[1]] = (long) data[i];
            }
            return rows;
        }
    }

    static Npz read(Path file) throws IOException {
        Map<String, Values> arrays = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                arrays.put(entry.getName().replaceAll("\\.npy$", ""), parse(zip.readAllBytes()));
            }
        }
        return new Npz(arrays);
    }

    boolean has(String name) {
        return arrays.containsKey(name);
    }

    Values get(String name) {
        return arrays.get(name);
    }

    /** The arrays whose names start with the prefix, the prefix cut off. */
    Map<String, Values> under(String prefix) {
        Map<String, Values> found = new LinkedHashMap<>();
        arrays.forEach((name, values) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), values);
            }
        });
        return found;
    }

    NamedTensors tensors(String prefix) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        under(prefix).forEach((name, values) -> tensors.put(name, values.tensor()));
        return new NamedTensors(tensors);
    }

    private static Values parse(byte[] npy) {
        ByteBuffer bytes = ByteBuffer.wrap(npy).order(ByteOrder.LITTLE_ENDIAN);
        boolean shortHeader = npy[6] == 1;
        int length = shortHeader ? bytes.getShort(8) : bytes.getInt(8);
        int start = (shortHeader ? 10 : 12) + length;
        String header = new String(npy, start - length, length, StandardCharsets.ISO_8859_1);
        Matcher matcher = SHAPE.matcher(header);
        if (!matcher.find()) {
            throw new IllegalArgumentException("no shape in " + header);
        }
        long[] shape = Arrays.stream(matcher.group(1).split(","))
                .map(String::trim)
                .filter(size -> !size.isEmpty())
                .mapToLong(Long::parseLong)
                .toArray();
        double[] data = new double[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        boolean integers = header.contains("i8");
        for (int i = 0; i < data.length; i++) {
            data[i] = integers ? bytes.getLong(start + 8 * i) : bytes.getFloat(start + 4 * i);
        }
        return new Values(shape, data);
    }
}
