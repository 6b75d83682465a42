package io.pituning.graph.compare;

/**
 * Non-negative numbers in 16 bits: a float without its sign and without its 15 lowest bits, so 8 bits of exponent and 8 of mantissa.
 *
 * <p>Unlike IEEE half precision it keeps the range of a float, which Fisher information needs, and one shift decodes it.
 */
final class Half {
    /** The largest relative change by rounding a normal number, 2⁻⁹. */
    static final double ROUNDING = 1.0 / 512;

    private static final int DROPPED = 15;
    /** The code of infinity, the first that no finite number has. */
    private static final int INFINITY = Float.floatToRawIntBits(Float.POSITIVE_INFINITY) >>> DROPPED;

    private Half() {}

    /**
     * The nearest code; of two equally near ones, the even one. What would round up to infinity becomes the largest finite number.
     *
     * @param value non-negative and finite
     * @return the code in the low 16 bits
     */
    static int encode(float value) {
        // -0 is zero: the sign is dropped.
        int bits = Float.floatToRawIntBits(value) & Integer.MAX_VALUE;
        int even = bits >>> DROPPED & 1;
        int code = bits + (1 << DROPPED - 1) - 1 + even >>> DROPPED;
        return Math.min(code, INFINITY - 1);
    }

    /** {@return the number that the low 16 bits of a code stand for} */
    static float decode(int code) {
        return Float.intBitsToFloat((code & 0xffff) << DROPPED);
    }
}
