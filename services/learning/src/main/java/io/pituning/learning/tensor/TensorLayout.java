package io.pituning.learning.tensor;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Names and shapes of a set of tensors, and their order inside one flat vector.
 *
 * <p>Trainable values are kept as one flat vector: optimizer and gradient norm are then a handful of operations, and cutting the vector
 * inside the loss costs one concatenation on the way back.
 */
public final class TensorLayout {
    private final Map<String, long[]> shapes;

    /** Keeps the order of the map's iteration. */
    public TensorLayout(Map<String, long[]> shapes) {
        this.shapes = Collections.unmodifiableMap(new LinkedHashMap<>(shapes));
    }

    public Set<String> names() {
        return shapes.keySet();
    }

    /** The shape of one tensor; {@link IllegalArgumentException} if there is none of that name. */
    public long[] shape(String name) {
        if (!shapes.containsKey(name)) {
            throw new IllegalArgumentException("There is no tensor named " + name + ".");
        }
        return shapes.get(name).clone();
    }

    /** The tensors whose names pass, in the same order. */
    public TensorLayout only(Predicate<String> passes) {
        Map<String, long[]> chosen = new LinkedHashMap<>(shapes);
        chosen.keySet().removeIf(passes.negate());
        return new TensorLayout(chosen);
    }

    /** These tensors and others, these first. */
    public TensorLayout with(TensorLayout others) {
        Map<String, long[]> all = new LinkedHashMap<>(shapes);
        all.putAll(others.shapes);
        return new TensorLayout(all);
    }

    /** The number of elements of all tensors together. */
    public long elements() {
        return shapes.values().stream().mapToLong(TensorLayout::elements).sum();
    }

    /**
     * Cuts a flat vector into the named tensors; they are views.
     *
     * @param flat (P), or (B, P) for tensors with a leading batch dimension, P = {@link #elements()}
     */
    public NamedTensors cut(Tensor flat) {
        long[] lengths =
                shapes.values().stream().mapToLong(TensorLayout::elements).toArray();
        List<Tensor> pieces = flat.split(lengths, flat.rank() - 1);
        Map<String, Tensor> cut = new LinkedHashMap<>();
        int i = 0;
        for (Map.Entry<String, long[]> entry : shapes.entrySet()) {
            cut.put(entry.getKey(), pieces.get(i++).reshape(leading(flat, entry.getValue())));
        }
        return new NamedTensors(cut);
    }

    /** The flat vector (P) of tensors that have this layout. */
    public Tensor flatten(NamedTensors tensors) {
        return Tensor.concat(
                shapes.keySet().stream()
                        .map(name -> tensors.get(name).reshape(-1))
                        .toList(),
                0);
    }

    /**
     * A flat vector filled tensor by tensor.
     *
     * @param source gives, per tensor name, where its elements come from
     * @return P values in the order of the layout
     */
    public float[] fill(Function<String, DoubleSupplier> source) {
        float[] values = new float[Math.toIntExact(elements())];
        int at = 0;
        for (Map.Entry<String, long[]> entry : shapes.entrySet()) {
            DoubleSupplier next = source.apply(entry.getKey());
            for (long i = elements(entry.getValue()); i > 0; i--) {
                values[at++] = (float) next.getAsDouble();
            }
        }
        return values;
    }

    private static long[] leading(Tensor flat, long[] shape) {
        if (flat.rank() == 1) {
            return shape;
        }
        long[] batched = new long[shape.length + 1];
        batched[0] = flat.size(0);
        System.arraycopy(shape, 0, batched, 1, shape.length);
        return batched;
    }

    private static long elements(long[] shape) {
        return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }
}
