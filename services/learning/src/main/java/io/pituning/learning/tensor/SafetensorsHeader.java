package io.pituning.learning.tensor;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.pituning.learning.LearningException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a safetensors file says of its tensors, checked against the file's size: nothing overlaps, no byte is left over, every size fits
 * its type.
 *
 * @param entries by tensor name, in the header's order
 * @param metadata free text by key
 */
record SafetensorsHeader(Map<String, Entry> entries, Map<String, String> metadata) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final int LONGEST = 100_000_000;

    /**
     * One tensor.
     *
     * @param type its {@code dtype}, which may be none that this library knows
     * @param from first byte, counted from the end of the header
     * @param to one after the last byte
     */
    record Entry(String type, long[] shape, long from, long to) {
        long elements() {
            return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        }
    }

    /**
     * The header's length as the file's first eight bytes say it.
     *
     * @param file how messages name the file
     * @param size of the whole file
     * @throws LearningException {@code safetensors-malformed} if the file cannot hold such a header
     */
    static int length(String file, long claimed, long size) {
        if (claimed < 2 || claimed > Math.min(LONGEST, size - 8)) {
            throw malformed(file, "its header claims " + claimed + " bytes");
        }
        return (int) claimed;
    }

    /**
     * Reads a header.
     *
     * @param file how messages name the file
     * @param dataSize bytes that follow the header
     * @throws LearningException {@code safetensors-malformed} if it is not one or lies; the message names the tensor
     */
    static SafetensorsHeader parse(String file, byte[] json, long dataSize) {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (IOException e) {
            throw malformed(file, "its header is not JSON or names a tensor twice");
        }
        if (!root.isObject()) {
            throw malformed(file, "its header is not a JSON object");
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        root.properties().forEach(property -> {
            if (property.getKey().equals("__metadata__")) {
                property.getValue()
                        .properties()
                        .forEach(m -> metadata.put(m.getKey(), m.getValue().asText()));
            } else {
                entries.put(property.getKey(), entry(file, property.getKey(), property.getValue(), dataSize));
            }
        });
        checkCoverage(file, entries, dataSize);
        return new SafetensorsHeader(entries, metadata);
    }

    private static Entry entry(String file, String name, JsonNode tensor, long dataSize) {
        Entry entry = new Entry(
                tensor.path("dtype").asText(),
                shape(file, name, tensor.path("shape")),
                tensor.path("data_offsets").path(0).asLong(-1),
                tensor.path("data_offsets").path(1).asLong(-1));
        if (entry.from() < 0 || entry.to() < entry.from() || entry.to() > dataSize) {
            throw malformed(file, "tensor " + name + " does not lie where the header says");
        }
        long bytes = entry.to() - entry.from();
        ElementType.named(entry.type()).ifPresent(type -> {
            if (bytes % type.width() != 0 || !has(entry.shape(), bytes / type.width())) {
                throw malformed(
                        file,
                        "tensor " + name + " has " + bytes + " bytes, which is not what " + type + " of shape "
                                + Arrays.toString(entry.shape()) + " takes");
            }
        });
        return entry;
    }

    private static long[] shape(String file, String name, JsonNode sizes) {
        long[] shape = new long[sizes.size()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = sizes.get(i).asLong(-1);
            if (shape[i] < 0) {
                throw malformed(file, "tensor " + name + " has no proper shape");
            }
        }
        return shape;
    }

    /** Whether the product of the sizes is {@code elements}; sizes that a malicious header gives may overflow it. */
    private static boolean has(long[] shape, long elements) {
        if (Arrays.stream(shape).anyMatch(size -> size == 0)) {
            return elements == 0;
        }
        long product = 1;
        for (long size : shape) {
            if (product > elements / size) {
                return false;
            }
            product *= size;
        }
        return product == elements;
    }

    /** The format allows no holes: laid in order, each tensor begins where the one before ends. */
    private static void checkCoverage(String file, Map<String, Entry> entries, long dataSize) {
        List<String> inOrder = new ArrayList<>(entries.keySet());
        inOrder.sort(Comparator.<String>comparingLong(name -> entries.get(name).from())
                .thenComparingLong(name -> entries.get(name).to()));
        long end = 0;
        for (String name : inOrder) {
            Entry entry = entries.get(name);
            if (entry.from() != end) {
                throw malformed(
                        file,
                        "tensor " + name + (entry.from() < end ? " overlaps another" : " leaves a gap before it"));
            }
            end = entry.to();
        }
        if (end != dataSize) {
            throw malformed(file, "it has " + (dataSize - end) + " bytes that belong to no tensor");
        }
    }

    static LearningException malformed(String file, String why) {
        return new LearningException(
                "safetensors-malformed",
                file + " cannot be read: " + why + ".",
                "Write the file again; if it came over a network, check its sha256.");
    }
}
