package io.pituning.schemas.event;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/**
 * One tensor of a {@link PooledVector}.
 *
 * @param name name of the expert's tensor
 * @param values one value per row, shape {@code [rows]}
 */
public record PooledTensor(String name, List<Float> values) {
    /** Six digits keep the event short and the similarity within 1e-6 of the unrounded one. */
    private static final MathContext WIRE_PRECISION = new MathContext(6);

    public PooledTensor {
        Checks.text("vector.tensors.name", name);
        values = List.copyOf(values);
        for (float value : values) {
            Checks.finite("vector.tensors.values", value);
        }
    }

    /**
     * A tensor ready to travel, its values rounded to six significant digits.
     *
     * @param values shape {@code [rows]}, finite
     */
    public static PooledTensor of(String name, float[] values) {
        List<Float> rounded = new ArrayList<>(values.length);
        for (float value : values) {
            Checks.finite("vector.tensors.values", value);
            rounded.add(new BigDecimal(value).round(WIRE_PRECISION).floatValue());
        }
        return new PooledTensor(name, rounded);
    }

    /** The values as a fresh array, shape {@code [rows]}. */
    public float[] toArray() {
        float[] array = new float[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i);
        }
        return array;
    }
}
