package io.pituning.graph.compare;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops in vector instructions, by {@code jdk.incubator.vector}: a lane per slot. Only {@link Kernels} names this class, and only where
 * the module is there.
 *
 * <p>Vectors stay in local variables of one method: passed on, they would become objects.
 */
final class PanamaKernel implements Kernel {
    private static final VectorSpecies<Integer> INTS = ints();
    private static final VectorSpecies<Float> FLOATS = INTS.withLanes(float.class);
    private static final int LANES = INTS.length();
    /** The low half's codes come to their place by two shifts, the high half's by a shift and this mask. */
    private static final int HIGH = 0x7fff8000;

    private static final int BRIEF_HIGH = 0xffff0000;

    /**
     * One. Not a constant, so that the compiler does not unroll the reference's loop, which then needs more registers than there are and took
     * up to twice the time.
     */
    private final int step;

    PanamaKernel() {
        step = 1;
    }

    /** {@return whether this processor's registers are wide enough to gain from them} */
    static boolean pays() {
        return LANES >= 8 || System.getProperty("os.arch", "").equals("aarch64");
    }

    private static VectorSpecies<Integer> ints() {
        VectorSpecies<Integer> preferred = IntVector.SPECIES_PREFERRED;
        return preferred.length() <= Columns.WORDS ? preferred : VectorSpecies.of(int.class, VectorShape.S_512_BIT);
    }

    @Override
    public String name() {
        return "vector instructions, " + LANES + " lanes";
    }

    @Override
    public void reference(int[] block, int from, int to, float[] query, float[] sums, float[] counts) {
        FloatVector one = FloatVector.broadcast(FLOATS, 1f);
        FloatVector epsilon = FloatVector.broadcast(FLOATS, EPSILON);
        for (int lane = 0; lane < Columns.WORDS; lane += LANES) {
            FloatVector low01 = FloatVector.zero(FLOATS);
            FloatVector low00 = low01;
            FloatVector low11 = low01;
            FloatVector high01 = low01;
            FloatVector high00 = low01;
            FloatVector high11 = low01;
            for (int begin = from; begin < to; begin += CHUNK) {
                int end = Math.min(begin + CHUNK, to);
                FloatVector l01 = FloatVector.zero(FLOATS);
                FloatVector l00 = l01;
                FloatVector l11 = l01;
                FloatVector h01 = l01;
                FloatVector h00 = l01;
                FloatVector h11 = l01;
                for (int i = begin; i < end; i += step) {
                    FloatVector e0 = IntVector.broadcast(INTS, Float.floatToRawIntBits(query[i]))
                            .reinterpretAsFloats();
                    FloatVector shifted = e0.add(epsilon);
                    IntVector words = IntVector.fromArray(INTS, block, i * Columns.WORDS + lane);
                    FloatVector low = words.lanewise(VectorOperators.LSHL, 16)
                            .lanewise(VectorOperators.LSHR, 1)
                            .reinterpretAsFloats();
                    FloatVector high =
                            words.lanewise(VectorOperators.LSHR, 1).and(HIGH).reinterpretAsFloats();
                    FloatVector r = one.div(low.add(shifted));
                    FloatVector a = e0.mul(r);
                    FloatVector b = low.mul(r);
                    l01 = a.fma(b, l01);
                    l00 = a.fma(a, l00);
                    l11 = b.fma(b, l11);
                    FloatVector s = one.div(high.add(shifted));
                    FloatVector c = e0.mul(s);
                    FloatVector d = high.mul(s);
                    h01 = c.fma(d, h01);
                    h00 = c.fma(c, h00);
                    h11 = d.fma(d, h11);
                }
                low01 = low01.add(l01);
                low00 = low00.add(l00);
                low11 = low11.add(l11);
                high01 = high01.add(h01);
                high00 = high00.add(h00);
                high11 = high11.add(h11);
            }
            FloatVector norm = low00.sqrt().mul(low11.sqrt());
            VectorMask<Float> comparable = norm.compare(VectorOperators.GT, 0f);
            FloatVector.fromArray(FLOATS, sums, lane)
                    .add(low01.div(norm).min(1f), comparable)
                    .intoArray(sums, lane);
            FloatVector.fromArray(FLOATS, counts, lane).add(1f, comparable).intoArray(counts, lane);
            norm = high00.sqrt().mul(high11.sqrt());
            comparable = norm.compare(VectorOperators.GT, 0f);
            int other = lane + Columns.WORDS;
            FloatVector.fromArray(FLOATS, sums, other)
                    .add(high01.div(norm).min(1f), comparable)
                    .intoArray(sums, other);
            FloatVector.fromArray(FLOATS, counts, other).add(1f, comparable).intoArray(counts, other);
        }
    }

    @Override
    public void products(int[] block, float[] query, float[] into) {
        for (int lane = 0; lane < Columns.WORDS; lane += LANES) {
            FloatVector low = FloatVector.zero(FLOATS);
            FloatVector high = low;
            for (int begin = 0; begin < query.length; begin += CHUNK) {
                int end = Math.min(begin + CHUNK, query.length);
                FloatVector lowPart = FloatVector.zero(FLOATS);
                FloatVector highPart = lowPart;
                for (int i = begin; i < end; i++) {
                    FloatVector e0 = IntVector.broadcast(INTS, Float.floatToRawIntBits(query[i]))
                            .reinterpretAsFloats();
                    IntVector words = IntVector.fromArray(INTS, block, i * Columns.WORDS + lane);
                    lowPart = words.lanewise(VectorOperators.LSHL, 16)
                            .lanewise(VectorOperators.LSHR, 1)
                            .reinterpretAsFloats()
                            .fma(e0, lowPart);
                    highPart = words.lanewise(VectorOperators.LSHR, 1)
                            .and(HIGH)
                            .reinterpretAsFloats()
                            .fma(e0, highPart);
                }
                low = low.add(lowPart);
                high = high.add(highPart);
            }
            low.intoArray(into, lane);
            high.intoArray(into, lane + Columns.WORDS);
        }
    }

    @Override
    public void signedProducts(int[] block, float[] query, float[] into) {
        for (int lane = 0; lane < Columns.WORDS; lane += LANES) {
            FloatVector low = FloatVector.zero(FLOATS);
            FloatVector high = low;
            for (int i = 0; i < query.length; i++) {
                FloatVector e0 = FloatVector.broadcast(FLOATS, query[i]);
                IntVector words = IntVector.fromArray(INTS, block, i * Columns.WORDS + lane);
                low = words.lanewise(VectorOperators.LSHL, 16)
                        .reinterpretAsFloats()
                        .fma(e0, low);
                high = words.and(BRIEF_HIGH).reinterpretAsFloats().fma(e0, high);
            }
            low.intoArray(into, lane);
            high.intoArray(into, lane + Columns.WORDS);
        }
    }

    @Override
    public int sum(int[] block) {
        IntVector one = IntVector.zero(INTS);
        IntVector two = one;
        IntVector three = one;
        IntVector four = one;
        int i = 0;
        // Four, so that an addition need not wait for the last; a block is a multiple of a row, and a row of a
        // register.
        for (; i + 4 * LANES <= block.length; i += 4 * LANES) {
            one = one.add(IntVector.fromArray(INTS, block, i));
            two = two.add(IntVector.fromArray(INTS, block, i + LANES));
            three = three.add(IntVector.fromArray(INTS, block, i + 2 * LANES));
            four = four.add(IntVector.fromArray(INTS, block, i + 3 * LANES));
        }
        for (; i < block.length; i += LANES) {
            one = one.add(IntVector.fromArray(INTS, block, i));
        }
        return one.add(two).add(three.add(four)).reduceLanes(VectorOperators.ADD);
    }
}
