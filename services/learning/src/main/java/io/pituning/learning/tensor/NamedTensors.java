package io.pituning.learning.tensor;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An ordered set of tensors, each with a name of its own. */
public final class NamedTensors implements AutoCloseable {
    private final Map<String, Tensor> tensors;

    /** Keeps the order of the map's iteration. */
    public NamedTensors(Map<String, Tensor> tensors) {
        this.tensors = new LinkedHashMap<>(tensors);
    }

    /** No tensors at all. */
    public static NamedTensors empty() {
        return new NamedTensors(Map.of());
    }

    /**
     * The tensor of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Tensor get(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("There is no tensor named " + name + "."));
    }

    public Optional<Tensor> find(String name) {
        return Optional.ofNullable(tensors.get(name));
    }

    public Set<String> names() {
        return tensors.keySet();
    }

    public Collection<Tensor> values() {
        return tensors.values();
    }

    /** The names and shapes, in order. */
    public TensorLayout layout() {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> shapes.put(name, tensor.shape()));
        return new TensorLayout(shapes);
    }

    /** These tensors and others, these first. */
    public NamedTensors with(NamedTensors others) {
        Map<String, Tensor> all = new LinkedHashMap<>(tensors);
        all.putAll(others.tensors);
        return new NamedTensors(all);
    }

    /** Sets of the same names and shapes as one, with a leading dimension over the sets. */
    public static NamedTensors stack(List<NamedTensors> sets) {
        Map<String, Tensor> stacked = new LinkedHashMap<>();
        for (String name : sets.get(0).names()) {
            stacked.put(
                    name, Tensor.stack(sets.stream().map(set -> set.get(name)).toList()));
        }
        return new NamedTensors(stacked);
    }

    /** A copy that shares no memory with these. */
    public NamedTensors copy() {
        Map<String, Tensor> copies = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> copies.put(name, tensor.copy()));
        return new NamedTensors(copies);
    }

    @Override
    public void close() {
        tensors.values().forEach(Tensor::close);
    }
}
