package io.pituning.graph.compare;

import io.pituning.learning.similarity.Similarity;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The vectors of many tasks, all with tensors of the same lengths, in half precision; compares one vector with all of them.
 *
 * <p>The similarity is {@link io.pituning.learning.similarity.TaskSimilarity#between}: the mean over tensors of a measure, tensors that are
 * all zero on one side left out, 0 if none is left. It differs from that by at most {@link #MAX_ERROR}. A task has a slot, a small number
 * that stays its own until it is removed. Needs 2 bytes per value. Any number of
 * threads may read at the same time while none writes.
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
    private final Slots slots;
    /** Per block and tensor, a bit for each slot whose tensor is not all zero; only for the cosine, whose values have no scale left. */
    private int[][] present = new int[0][];

    /**
     * A table without tasks.
     *
     * @param segments the number of values of every tensor
     * @param threads how many threads compare, the calling one among them
     * @throws IllegalArgumentException if there is no tensor, no value in one or no thread
     */
    public VectorTable(int[] segments, Similarity measure, int threads) {
        this(segments, measure, threads, new Slots());
    }

    /** As {@link #VectorTable(int[], Similarity, int)}, with slots that others use too. */
    public VectorTable(int[] segments, Similarity measure, int threads, Slots slots) {
        this(segments, measure, threads, slots, Kernels.fastest());
    }

    VectorTable(int[] segments, Similarity measure, int threads, Kernel kernel) {
        this(segments, measure, threads, new Slots(), kernel);
    }

    private VectorTable(int[] segments, Similarity measure, int threads, Slots slots, Kernel kernel) {
        this.segments = Segments.of(segments);
        this.measure = measure;
        this.workers = new Workers(threads);
        this.slots = slots;
        this.kernel = kernel;
        this.columns = new Columns(this.segments.dimension());
    }

    /**
     * Stores a task's vector, in place of the one it had.
     *
     * @param vector (values of all tensors), non-negative and finite; copied
     * @return the task's slot: the one it had, else the lowest free one
     * @throws IllegalArgumentException if the vector has another length or holds something else
     */
    public int put(String task, float[] vector) {
        segments.requireVector(vector);
        int slot = slots.take(task);
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
        return slot;
    }

    /**
     * Forgets a task; its slot becomes free.
     *
     * @return whether it was known
     */
    public boolean remove(String task) {
        // The column stays as it is: it is compared along with its block whatever it holds.
        return slots.free(task).isPresent();
    }

    /** {@return the number of tasks} */
    public int size() {
        return slots.size();
    }

    /** {@return the highest slot with a task, and one more} */
    public int slots() {
        return slots.end();
    }

    /** {@return the task in the slot, nothing if it is free} */
    public Optional<String> task(int slot) {
        return slots.task(slot);
    }

    /** {@return the task's slot, nothing if it is not known} */
    public OptionalInt slot(String task) {
        return slots.slot(task);
    }

    /**
     * Compares a vector with all tasks.
     *
     * @param query (values of all tensors), non-negative and finite
     * @param into at least {@link #slots()} long: set to the similarity, 0 to 1, with the task in each slot, {@link Float#NaN} where the
     *     slot is free
     * @throws IllegalArgumentException if the query has another length or holds something else, or {@code into} is too short
     */
    public void similarities(float[] query, float[] into) {
        segments.requireVector(query);
        int end = slots();
        if (into.length < end) {
            throw new IllegalArgumentException("Room for " + into.length + " similarities, but there are " + end + ".");
        }
        boolean[] asked = new boolean[segments.count()];
        for (int i = 0; i < asked.length; i++) {
            asked[i] = segments.isPresent(query, i);
        }
        float[] compared = measure == Similarity.COSINE ? segments.directions(query) : query.clone();
        int blocks = (end + Columns.SLOTS - 1) / Columns.SLOTS;
        workers.each(blocks, block -> {
            float[] similarities =
                    measure == Similarity.COSINE ? cosines(block, compared, asked) : references(block, compared, asked);
            int first = block * Columns.SLOTS;
            for (int slot = first; slot < Math.min(first + Columns.SLOTS, end); slot++) {
                into[slot] = slots.isUsed(slot) ? similarities[slot - first] : Float.NaN;
            }
        });
        Arrays.fill(into, end, into.length, Float.NaN);
    }

    /** {@return a sum over every stored bit: equal for equal tables; its time is what reading the table costs and no comparison can beat} */
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
