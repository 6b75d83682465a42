package io.pituning.learning.foundation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pituning.learning.LearningException;
import io.pituning.learning.tensor.SafetensorsFile;
import io.pituning.learning.tensor.Tensor;
import io.pituning.learning.tensor.TensorLayout;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The tensors that a model folder holds: in {@code model.safetensors}, or in the shards that {@code model.safetensors.index.json} names.
 *
 * <p>Only the headers are read until a tensor is asked for. Format of the index: {@code {"weight_map": {tensor: file}}}, as Hugging Face's
 * libraries write it. Holds files open: close it.
 */
final class StoredWeights implements AutoCloseable {
    static final String SINGLE = "model.safetensors";
    static final String INDEX = "model.safetensors.index.json";
    /** A shard lies in the folder itself: no path, and nothing that is none only by luck. */
    private static final String SHARD = "[A-Za-z0-9][A-Za-z0-9._-]*\\.safetensors";

    private final List<String> files;
    private final List<SafetensorsFile> opened = new ArrayList<>();
    private final Map<String, SafetensorsFile> holders = new LinkedHashMap<>();
    private final Map<String, long[]> shapes = new LinkedHashMap<>();

    private StoredWeights(List<String> files) {
        this.files = files;
    }

    /**
     * Opens the weights; where there are both a single file and an index, the single file counts.
     *
     * @throws LearningException {@code model-malformed} if a file is missing or the index and its shards differ, {@code
     *     safetensors-malformed} if a file is not what its header says
     */
    static StoredWeights open(ModelFiles model) {
        if (model.has(SINGLE) || !model.has(INDEX)) {
            StoredWeights weights = new StoredWeights(List.of(SINGLE));
            weights.add(model.openTensors(SINGLE));
            return weights;
        }
        Map<String, String> index = index(model);
        Set<String> shards = new TreeSet<>(index.values());
        List<String> files = new ArrayList<>(List.of(INDEX));
        files.addAll(shards);
        StoredWeights weights = new StoredWeights(files);
        try {
            for (String shard : shards) {
                SafetensorsFile opened = model.openTensors(shard);
                weights.add(opened);
                checkAgainstIndex(model.name(), index, shard, opened.layout().names());
            }
        } catch (RuntimeException e) {
            weights.close();
            throw e;
        }
        return weights;
    }

    private static Map<String, String> index(ModelFiles model) {
        JsonNode map;
        try (InputStream stream = model.open(INDEX)) {
            map = new ObjectMapper().readTree(stream).path("weight_map");
        } catch (IOException e) {
            throw ModelFailure.malformed(model.name(), "its " + INDEX + " is not JSON", e);
        }
        if (map.isEmpty()) {
            throw ModelFailure.malformed(model.name(), "its " + INDEX + " has no weight_map");
        }
        Map<String, String> index = new LinkedHashMap<>();
        map.properties().forEach(entry -> {
            String shard = entry.getValue().asText();
            if (!shard.matches(SHARD)) {
                throw ModelFailure.malformed(
                        model.name(),
                        "its " + INDEX + " puts tensor " + entry.getKey() + " into \"" + shard
                                + "\", which is not a safetensors file of the folder");
            }
            index.put(entry.getKey(), shard);
        });
        return index;
    }

    private static void checkAgainstIndex(String model, Map<String, String> index, String shard, Set<String> held) {
        for (String tensor : held) {
            if (!shard.equals(index.get(tensor))) {
                throw ModelFailure.malformed(
                        model, "the shard " + shard + " holds tensor " + tensor + ", which " + INDEX + " does not say");
            }
        }
        index.forEach((tensor, file) -> {
            if (file.equals(shard) && !held.contains(tensor)) {
                throw ModelFailure.malformed(
                        model, "the shard " + shard + " lacks tensor " + tensor + ", which " + INDEX + " puts there");
            }
        });
    }

    private void add(SafetensorsFile file) {
        opened.add(file);
        TensorLayout layout = file.layout();
        for (String name : layout.names()) {
            holders.put(name, file);
            shapes.put(name, layout.shape(name));
        }
    }

    /** The files the weights lie in: the single one, or the index and then the shards by name. */
    List<String> files() {
        return files;
    }

    /** Names and shapes of all tensors, those of types that cannot be read included. */
    TensorLayout layout() {
        return new TensorLayout(shapes);
    }

    /** Reads one tensor as 32-bit floats; {@code safetensors-malformed} if it is of another kind. */
    Tensor read(String name) {
        return holders.get(name).read(name);
    }

    /** Whether two tensors hold the same values; {@code safetensors-malformed} if one is of no floating type. */
    boolean holdSame(String one, String other) {
        return holders.get(one).holdsSame(one, holders.get(other), other);
    }

    @Override
    public void close() {
        opened.forEach(SafetensorsFile::close);
    }
}
