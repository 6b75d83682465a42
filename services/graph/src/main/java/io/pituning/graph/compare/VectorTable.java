package io.pituning.graph.compare;

import io.pituning.learning.similarity.Similarity;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The vectors of many tasks, all with tensors of the same lengths, in half precision; compares one vector with all of them.
 *
 * <p>The similarity is {@link io.pituning.learning.similarity.TaskSimilarity#between}: the mean over tensors of a measure, tensors that are
 * all zero on one side left out, 0 if none is left. It differs from that by at most {@link #MAX_ERROR}. A task has a slot, a small number
 * that stays its own until it is removed. Needs 2 bytes per value. Not for several threads at once.
 */
public final class VectorTable {
    /**
     * How far a similarity may lie from the one of full precision: 1/512 by the rounding of stored values and the rest by sums in single
     * precision.
     *
     * <p>A stored value's relative change δ, at most 2⁻⁹ by {@link Half}, moves a tensor's cosine f = u·v of unit vectors u and v by δ u v
     * where the stored values are the directions v themselves, so all together by at most f 2⁻⁹. By the reference's measure it is
     * δ (c v (u − f v) − b u (v − f u)) with b + c = 1, so all together at most 2⁻⁹ times the sum of max(|v (u − f v)|, |u (v − f u)|);
     * the largest sum that a numerical search found is 0.8.
     *
     * <p>Holds for tensors of up to 65,536 rows and, by the reference's measure, for tensors whose largest value is zero or between 1e-18
     * and 1e37: beyond that the measure itself under- or overflows in single precision.
     */
    public static final double MAX_ERROR = 0.002;

    private final Segments segments;
    private final Similarity measure;
    private final Workers workers;
    private final Kernel kernel;
    private final Columns columns;
    private final Map<String, Integer> slots = new HashMap<>();
    private final BitSet used = new BitSet();
    private String[] tasks = new String[0];
    /** Per block and tensor, a bit for each slot whose tensor is not all zero; only for the cosine, whose values have no scale left. */
    private int[][] present = new int[0][];
    /** No slot below this one is free. */
    private int firstFree;

    /**
     * A table without tasks.
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
     * Stores a task's vector, in place of the one it had.
     *
     * @param vector (values of all tensors), non-negative and finite; copied
     * @return the task's slot: the one it had, else the lowest free one
     * @throws IllegalArgumentException if the vector has another length or holds something else
     */
    public int put(String task, float[] vector) {
        segments.requireVector(vector);
        int slot = slots.computeIfAbsent(task, this::newSlot);
        float[] stored = measure == Similarity.COSINE ? directions(vector) : vector;
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
        Optional<Integer> slot = Optional.ofNullable(slots.remove(task));
        slot.ifPresent(this::free);
        return slot.isPresent();
    }

    /** {@return the number of tasks} */
    public int size() {
        return slots.size();
    }

    /** {@return the highest slot with a task, and one more} */
    public int slots() {
        return used.length();
    }

    /** {@return the task in the slot, nothing if it is free} */
    public Optional<String> task(int slot) {
        return slot >= 0 && slot < tasks.length ? Optional.ofNullable(tasks[slot]) : Optional.empty();
    }

    /** {@return the task's slot, nothing if it is not known} */
    public OptionalInt slot(String task) {
        return Optional.ofNullable(slots.get(task)).map(OptionalInt::of).orElseGet(OptionalInt::empty);
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
        float[] compared = measure == Similarity.COSINE ? directions(query) : query.clone();
        int blocks = (end + Columns.SLOTS - 1) / Columns.SLOTS;
        workers.each(blocks, block -> {
            float[] similarities =
                    measure == Similarity.COSINE ? cosines(block, compared, asked) : references(block, compared, asked);
            int first = block * Columns.SLOTS;
            for (int slot = first; slot < Math.min(first + Columns.SLOTS, end); slot++) {
                into[slot] = used.get(slot) ? similarities[slot - first] : Float.NaN;
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

    /** {@return the vector with every tensor scaled to length one, so that the cosine is a plain product} */
    private float[] directions(float[] vector) {
        float[] directions = new float[vector.length];
        for (int segment = 0; segment < segments.count(); segment++) {
            double squares = 0;
            for (int i = segments.from(segment); i < segments.to(segment); i++) {
                squares += (double) vector[i] * vector[i];
            }
            double norm = Math.sqrt(squares);
            for (int i = segments.from(segment); norm > 0 && i < segments.to(segment); i++) {
                directions[i] = (float) (vector[i] / norm);
            }
        }
        return directions;
    }

    private int newSlot(String task) {
        int slot = used.nextClearBit(firstFree);
        firstFree = slot + 1;
        used.set(slot);
        columns.reach(slot);
        if (slot >= tasks.length) {
            tasks = Arrays.copyOf(tasks, columns.blocks() * Columns.SLOTS);
        }
        if (columns.blocks() > present.length) {
            int old = present.length;
            present = Arrays.copyOf(present, columns.blocks());
            for (int i = old; i < present.length; i++) {
                present[i] = new int[segments.count()];
            }
        }
        tasks[slot] = task;
        return slot;
    }

    private void free(int slot) {
        tasks[slot] = null;
        used.clear(slot);
        firstFree = Math.min(firstFree, slot);
        // The column stays as it is: it is compared along with its block whatever it holds.
    }
}
