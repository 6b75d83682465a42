package io.pituning.learning.tensor;

import ai.djl.util.Float16Utils;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** How a safetensors file stores the elements of a tensor; only the floating types can be computed with. */
enum ElementType {
    F64(8),
    F32(4),
    F16(2),
    BF16(2),
    I64(8),
    U64(8),
    I32(4),
    U32(4),
    I16(2),
    U16(2),
    I8(1),
    U8(1),
    BOOL(1);

    private final int width;

    ElementType(int width) {
        this.width = width;
    }

    /** The type of that {@code dtype}, if it is a known one. */
    static Optional<ElementType> named(String dtype) {
        return Arrays.stream(values()).filter(type -> type.name().equals(dtype)).findFirst();
    }

    /** Bytes of one element. */
    int width() {
        return width;
    }

    /** Whether {@link #convert} knows the type. */
    boolean floating() {
        return ordinal() <= BF16.ordinal();
    }

    /**
     * Takes elements from the buffer's position on, little endian as the buffer's order says, as 32-bit floats.
     *
     * @param into receives {@code count} values from index {@code at} on
     */
    void convert(ByteBuffer from, float[] into, int at, int count) {
        switch (this) {
            case F64 -> {
                for (int i = at; i < at + count; i++) {
                    into[i] = (float) from.getDouble();
                }
            }
            case F32 -> {
                from.asFloatBuffer().get(into, at, count);
                from.position(from.position() + count * width);
            }
            case F16 -> {
                for (int i = at; i < at + count; i++) {
                    into[i] = Float16Utils.halfToFloat(from.getShort());
                }
            }
            case BF16 -> {
                for (int i = at; i < at + count; i++) {
                    into[i] = Float.intBitsToFloat(from.getShort() << 16);
                }
            }
            default -> throw new IllegalStateException(name() + " is not a floating type.");
        }
    }
}
