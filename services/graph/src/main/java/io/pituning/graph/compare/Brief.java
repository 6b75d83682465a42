package io.pituning.graph.compare;

/** Numbers in 16 bits: a float without its 16 lowest bits (bfloat16). */
final class Brief {
    private static final int DROPPED = 16;

    private Brief() {}

    /**
     * The nearest code; of two equally near ones, the even one.
     *
     * @param value finite, and not among the very largest
     * @return the code in the low 16 bits
     */
    static int encode(float value) {
        int bits = Float.floatToRawIntBits(value);
        int even = bits >>> DROPPED & 1;
        return bits + (1 << DROPPED - 1) - 1 + even >>> DROPPED;
    }

    /** {@return the number that the low 16 bits of a code stand for} */
    static float decode(int code) {
        return Float.intBitsToFloat(code << DROPPED);
    }
}
