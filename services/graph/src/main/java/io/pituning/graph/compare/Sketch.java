package io.pituning.graph.compare;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Proposes the tasks that lie nearest, much cheaper than comparing with all: for tasks by the million. The proposals are candidates, to be
 * compared in full; a near task may be missed.
 *
 * <p>The reference's measure weighs each pair of values by their ratio alone and does not see a factor common to a tensor's values. So a
 * vector becomes the logarithms of its values, their mean over the tensor subtracted; vectors near by the measure are then near by plain
 * distance. Distances survive a random projection to few numbers: W. B. Johnson and J. Lindenstrauss, "Extensions of Lipschitz mappings
 * into a Hilbert space" (1984), here in the sparse form of D. M. Kane and J. Nelson, "Sparser Johnson-Lindenstrauss transforms" (2014).
 * Needs {@value #BYTES} bytes per task. Not for several threads at once.
 */
public final class Sketch {
    /** Numbers of a sketch. */
    private static final int SIZE = 512;

    private static final int BYTES = 2 * SIZE;
    /** Numbers of a sketch to which each value of the vector is added or from which it is subtracted. */
    private static final int SPREAD = 8;

    private static final long SEED = 20_240_601;

    private final Segments segments;
    private final Workers workers;
    private final Kernel kernel;
    private final Columns columns = new Columns(SIZE);
    private final BitSet used = new BitSet();
    private float[] squares = new float[0];
    /** Per value of the vector, {@value #SPREAD} places in the sketch; a place of which the complement is stored is subtracted from. */
    private final short[] places;

    /**
     * A sketch book without tasks.
     *
     * @param segments the number of values of every tensor
     * @param threads how many threads search, the calling one among them
     * @throws IllegalArgumentException if there is no tensor, no value in one or no thread
     */
    public Sketch(int[] segments, int threads) {
        this(segments, threads, Kernels.fastest());
    }

    Sketch(int[] segments, int threads, Kernel kernel) {
        this.segments = Segments.of(segments);
        this.workers = new Workers(threads);
        this.kernel = kernel;
        this.places = places(this.segments.dimension());
    }

    private static short[] places(int dimension) {
        Random random = new Random(SEED);
        short[] places = new short[Math.multiplyExact(dimension, SPREAD)];
        int stripe = SIZE / SPREAD;
        for (int i = 0; i < places.length; i++) {
            int place = i % SPREAD * stripe + random.nextInt(stripe);
            places[i] = (short) (random.nextBoolean() ? place : ~place);
        }
        return places;
    }

    /**
     * Stores the sketch of a task's vector, in place of what the slot held.
     *
     * @param slot the caller's number for the task, best a {@link VectorTable}'s: memory is needed up to the highest
     * @param vector (values of all tensors), non-negative and finite
     * @throws IllegalArgumentException if the vector has another length or holds something else
     */
    public void put(int slot, float[] vector) {
        float[] sketch = sketch(vector);
        columns.reach(slot);
        if (slot >= squares.length) {
            squares = Arrays.copyOf(squares, Math.max(slot + 1, squares.length * 3 / 2));
        }
        double sum = 0;
        for (int i = 0; i < SIZE; i++) {
            int code = Brief.encode(sketch[i]);
            columns.set(slot, i, code);
            sum += Brief.decode(code) * (double) Brief.decode(code);
        }
        squares[slot] = (float) sum;
        used.set(slot);
    }

    /** Forgets the slot: it is not proposed any more. */
    public void remove(int slot) {
        used.clear(slot);
    }

    /**
     * Proposes the slots that are most likely nearest by the reference's measure.
     *
     * @param query (values of all tensors), non-negative and finite
     * @param count how many at most
     * @return slots that hold a task, most likely nearest first
     * @throws IllegalArgumentException if the query has another length or holds something else
     */
    public int[] propose(float[] query, int count) {
        float[] sketch = sketch(query);
        int end = used.length();
        float[] scores = new float[end];
        int blocks = (end + Columns.SLOTS - 1) / Columns.SLOTS;
        workers.each(blocks, block -> {
            float[] products = new float[Columns.SLOTS];
            kernel.signedProducts(columns.block(block), sketch, products);
            int first = block * Columns.SLOTS;
            for (int slot = first; slot < Math.min(first + Columns.SLOTS, end); slot++) {
                // The squared distance without the query's own square, which is the same for all.
                scores[slot] = used.get(slot) ? squares[slot] - 2 * products[slot - first] : Float.NaN;
            }
        });
        return lowest(scores, count);
    }

    /** {@return the places of the lowest numbers, lowest first} */
    private static int[] lowest(float[] scores, int count) {
        float[] sorted = new float[scores.length];
        int known = 0;
        for (float score : scores) {
            if (!Float.isNaN(score)) {
                sorted[known++] = score;
            }
        }
        int kept = Math.min(count, known);
        if (kept <= 0) {
            return new int[0];
        }
        Selection.toFront(sorted, known, kept);
        float bound = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < kept; i++) {
            bound = Math.max(bound, sorted[i]);
        }
        float last = bound;
        // The stream is in the order of slots and the sort stable: among equals the lower slot, always.
        return IntStream.range(0, scores.length)
                .filter(slot -> scores[slot] <= last)
                .boxed()
                .sorted((one, other) -> Float.compare(scores[one], scores[other]))
                .limit(kept)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private float[] sketch(float[] vector) {
        segments.requireVector(vector);
        float[] sketch = new float[SIZE];
        for (int segment = 0; segment < segments.count(); segment++) {
            add(vector, segments.from(segment), segments.to(segment), sketch);
        }
        return sketch;
    }

    private void add(float[] vector, int from, int to, float[] sketch) {
        float[] logarithms = new float[to - from];
        double sum = 0;
        for (int i = from; i < to; i++) {
            logarithms[i - from] = (float) Math.log(vector[i] + Kernel.EPSILON);
            sum += logarithms[i - from];
        }
        float mean = (float) (sum / logarithms.length);
        for (int i = from; i < to; i++) {
            float value = logarithms[i - from] - mean;
            for (int k = i * SPREAD; k < (i + 1) * SPREAD; k++) {
                int place = places[k];
                if (place >= 0) {
                    sketch[place] += value;
                } else {
                    sketch[~place] -= value;
                }
            }
        }
    }
}
