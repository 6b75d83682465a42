package io.pituning.graph.compare;

import io.pituning.learning.similarity.Similarity;
import java.util.Arrays;

/**
 * The vectors of many tasks, all with tensors of the same lengths, in half precision; compares one vector with all of them. Each lies in a
 * slot, a number that the caller gives its task, see {@link Slots}.
 *
 * <p>The similarity is {@link io.pituning.learning.similarity.TaskSimilarity#between}: the mean over tensors of a measure, tensors that are
 * all zero on one side left out, 0 if none is left. It differs from that by at most {@link #MAX_ERROR}. Needs 2 bytes per value. Any number
 * of threads may read at the same time while none writes.
 */
public final class VectorTable {
    /**
     * How far a similarity may lie from the one of full precision: 0.001956 by the rounding of stored values, which is proved here, and
     * at most 0.0001 by sums in single precision.
     *
     * <p><b>Stored values.</b> {@link Half} changes a value e₁ to e₁(1 + δ) with |δ| ≤ η = 2⁻⁹. Follow one tensor's similarity f while each
     * value goes from e₁ to there, e₁(1 + tδ) at time t from 0 to 1; the logarithm of a value then changes at the rate γ = δ/(1 + tδ), and
     * |γ| ≤ η/(1 − tη).
     *
     * <p>By the cosine, directions v are stored and f = Σ u v for unit vectors u, v ≥ 0: |f(1) − f(0)| = |Σ u v δ| ≤ f η ≤ η.
     *
     * <p>By the reference's measure let a = e₀/(e₀ + e₁ + ε) and b = e₁/(e₀ + e₁ + ε), u = a/|a| and v = b/|b|, so f = Σ u v. The logarithm
     * of a value moves its a by −a b and its b by b(1 − b). With ∂f/∂a = (v − f u)/|a| and ∂f/∂b = (u − f v)/|b|,
     *
     * <pre>f′ = Σ γ ((1 − b) p − b q),  p = u v − f v²,  q = u v − f u²</pre>
     *
     * <p>As 0 ≤ b ≤ 1, |f′| ≤ max|γ| · S with S = Σ max(|p|, |q|). S ≤ 1: let m be the larger of u² and v², and r ≤ 1 the smaller of u, v by
     * the larger. Then max(|p|, |q|) = m max(r − f r², f − r) (the other two, f r² − r and r − f, are not larger than these), and with
     * h = 2r/(1 + r²) and w = m(1 + r²)/2 it is w (f √(1 − h²) + |h − f|). The w sum to one, since Σ (u² + v²) = 2, and so h with the
     * weights w has the mean Σ u v = f and lies in 0 to 1. Hence Σ w √(1 − h²) ≤ √(1 − f²), the root being concave, and Σ w |h − f| ≤
     * 2 f (1 − f), which a number in 0 to 1 with this mean reaches where it is only 0 or 1. Together S ≤ f √(1 − f²) + 2 f (1 − f) ≤ ½ + ½.
     *
     * <p>So |f(1) − f(0)| ≤ ∫ η/(1 − tη) dt = −ln(1 − η) < 0.001956, of every tensor and so of their mean.
     *
     * <p><b>Sums.</b> All terms are ≥ 0, so the relative error of a sum of n terms in chunks of c ({@link Kernel#CHUNK}) is at most
     * (c + n/c) 2⁻²⁴ to first order: 3.1e-5 for 65,536 rows. It counts once for the dot product and a half for each square, 6.2e-5 in all;
     * the terms' own rounding, here and in the learning core, adds less than 5e-6.
     *
     * <p>Holds for tensors of up to 65,536 rows and, by the reference's measure, for tensors whose largest value is zero or between 1e-18
     * and 1e37: beyond that the measure itself under- or overflows in single precision.
     */
    public static final double MAX_ERROR = 0.0021;

    private final Segments segments;
    private final Similarity measure;
    private final Workers workers;
    private final Kernel kernel;
    private final Columns columns;
    /** Per block and tensor, a bit for each slot whose tensor is not all zero; only for the cosine, whose values have no scale left. */
    private int[][] present = new int[0][];

    /**
     * An empty table.
     *
     * @param segments the number of values of every tensor
     * @param threads how many threads compare, the calling one among them
     * @throws IllegalArgumentException if there is no tensor, no value in one or no thread
     */
    public VectorTable(int[] segments, Similarity measure, int threads) {
        this(segments, measure, threads, Kernels.fastest());
    }

    VectorTable(int[] segments, Similarity measure, int threads, Kernel kernel) {
        this.segments = Segments.of(segments);
        this.measure = measure;
        this.workers = new Workers(threads);
        this.kernel = kernel;
        this.columns = new Columns(this.segments.dimension());
    }

    /**
     * Stores a vector, in place of what the slot held.
     *
     * @param slot memory is needed up to the highest
     * @param vector (values of all tensors), non-negative and finite; copied
     * @throws IllegalArgumentException if the vector has another length or holds something else
     */
    public void put(int slot, float[] vector) {
        segments.requireVector(vector);
        reach(slot);
        float[] stored = measure == Similarity.COSINE ? segments.directions(vector) : vector;
        for (int i = 0; i < stored.length; i++) {
            columns.set(slot, i, Half.encode(stored[i]));
        }
        int bit = 1 << slot % Columns.SLOTS;
        int[] there = present[slot / Columns.SLOTS];
        for (int i = 0; i < there.length; i++) {
            there[i] = segments.isPresent(vector, i) ? there[i] | bit : there[i] & ~bit;
        }
    }

    /**
     * Compares a vector with those of the first slots.
     *
     * @param query (values of all tensors), non-negative and finite
     * @param into (slots): set to the similarities, 0 to 1; that of a slot in which there is no vector, or one that is out of date, says nothing
     * @throws IllegalArgumentException if the query has another length or holds something else, or there are fewer slots
     */
    public void similarities(float[] query, float[] into) {
        segments.requireVector(query);
        int blocks = (into.length + Columns.SLOTS - 1) / Columns.SLOTS;
        if (blocks > columns.blocks()) {
            throw new IllegalArgumentException("There are no " + into.length + " slots.");
        }
        boolean[] asked = new boolean[segments.count()];
        for (int i = 0; i < asked.length; i++) {
            asked[i] = segments.isPresent(query, i);
        }
        float[] compared = measure == Similarity.COSINE ? segments.directions(query) : query.clone();
        workers.each(blocks, block -> {
            float[] similarities =
                    measure == Similarity.COSINE ? cosines(block, compared, asked) : references(block, compared, asked);
            int first = block * Columns.SLOTS;
            System.arraycopy(similarities, 0, into, first, Math.min(Columns.SLOTS, into.length - first));
        });
    }

    /** {@return a sum over every stored bit: equal for equal tables; its time, which no comparison can beat, is what benchmarks compare with} */
    public long checksum() {
        int[] sums = new int[columns.blocks()];
        workers.each(sums.length, block -> sums[block] = kernel.sum(columns.block(block)));
        return Arrays.stream(sums).asLongStream().sum();
    }

    private float[] references(int block, float[] query, boolean[] asked) {
        float[] sums = new float[Columns.SLOTS];
        float[] counts = new float[Columns.SLOTS];
        for (int i = 0; i < asked.length; i++) {
            if (asked[i]) {
                kernel.reference(columns.block(block), segments.from(i), segments.to(i), query, sums, counts);
            }
        }
        return means(sums, counts);
    }

    private float[] cosines(int block, float[] query, boolean[] asked) {
        float[] sums = new float[Columns.SLOTS];
        float[] counts = new float[Columns.SLOTS];
        kernel.products(columns.block(block), query, sums);
        int[] there = present[block];
        for (int i = 0; i < asked.length; i++) {
            for (int lane = 0; asked[i] && lane < Columns.SLOTS; lane++) {
                counts[lane] += there[i] >>> lane & 1;
            }
        }
        return means(sums, counts);
    }

    private static float[] means(float[] sums, float[] counts) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] = counts[i] == 0 ? 0 : Math.min(1, sums[i] / counts[i]);
        }
        return sums;
    }

    private void reach(int slot) {
        columns.reach(slot);
        int old = present.length;
        if (columns.blocks() > old) {
            present = Arrays.copyOf(present, columns.blocks());
            for (int i = old; i < present.length; i++) {
                present[i] = new int[segments.count()];
            }
        }
    }
}
