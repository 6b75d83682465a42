package io.pituning.graph.compare;

import io.pituning.learning.similarity.Similarity;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;

/**
 * Estimates how far tasks lie from a vector, much more cheaply than by comparing with all: for tasks by the million. The tasks with the lowest
 * estimates, which {@link Selection#lowest} finds, are candidates to be compared in full; a near task may be missed.
 *
 * <p>A vector is first brought into a form in which near by the measure is near by plain distance. The reference's measure weighs each pair
 * of values by their ratio alone and does not see a factor common to a tensor's values: the logarithms of the values, their mean over the
 * tensor subtracted. The cosine sees directions: every tensor scaled to length one, so that the squared distance of two is twice the sum of
 * (1 − cosine) over the tensors. Distances survive a random projection to few numbers: W. B. Johnson and J. Lindenstrauss, "Extensions of
 * Lipschitz mappings into a Hilbert space" (1984), here in the sparse form of D. M. Kane and J. Nelson, "Sparser Johnson-Lindenstrauss
 * transforms" (2014). Needs {@value #BYTES} bytes per task. Any number of threads may read at the same time while none writes.
 */
public final class Sketch {
    /** Numbers of a sketch. */
    private static final int SIZE = 512;

    private static final int BYTES = 2 * SIZE;
    /** Numbers of a sketch to which each value of the vector is added or from which it is subtracted. */
    private static final int SPREAD = 8;

    private static final long SEED = 20_240_601;

    private final Segments segments;
    private final Similarity measure;
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
    public Sketch(int[] segments, Similarity measure, int threads) {
        this(segments, measure, threads, Kernels.fastest());
    }

    Sketch(int[] segments, Similarity measure, int threads, Kernel kernel) {
        this.segments = Segments.of(segments);
        this.measure = measure;
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
     * @param slot the caller's number for the task, see {@link Slots}: memory is needed up to the highest
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

    /** Forgets the slot's task: {@link #distances} no longer has it. */
    public void remove(int slot) {
        used.clear(slot);
    }

    /**
     * Estimates how far all slots are.
     *
     * @param query (values of all tensors), non-negative and finite
     * @return (slots up to the highest with a task) squared distances, {@link Float#NaN} where a slot is free
     * @throws IllegalArgumentException if the query has another length or holds something else
     */
    public float[] distances(float[] query) {
        float[] sketch = sketch(query);
        double own = 0;
        for (float value : sketch) {
            own += value * (double) value;
        }
        float square = (float) own;
        int end = used.length();
        float[] distances = new float[end];
        int blocks = (end + Columns.SLOTS - 1) / Columns.SLOTS;
        workers.each(blocks, block -> {
            float[] products = new float[Columns.SLOTS];
            kernel.signedProducts(columns.block(block), sketch, products);
            int first = block * Columns.SLOTS;
            for (int slot = first; slot < Math.min(first + Columns.SLOTS, end); slot++) {
                distances[slot] = used.get(slot) ? square + squares[slot] - 2 * products[slot - first] : Float.NaN;
            }
        });
        return distances;
    }

    private float[] sketch(float[] vector) {
        segments.requireVector(vector);
        float[] form = measure == Similarity.COSINE ? segments.directions(vector) : ratios(vector);
        float[] sketch = new float[SIZE];
        for (int i = 0; i < form.length; i++) {
            float value = form[i];
            for (int k = i * SPREAD; k < (i + 1) * SPREAD; k++) {
                int place = places[k];
                if (place >= 0) {
                    sketch[place] += value;
                } else {
                    sketch[~place] -= value;
                }
            }
        }
        return sketch;
    }

    private float[] ratios(float[] vector) {
        float[] ratios = new float[vector.length];
        for (int segment = 0; segment < segments.count(); segment++) {
            int from = segments.from(segment);
            int to = segments.to(segment);
            double sum = 0;
            for (int i = from; i < to; i++) {
                ratios[i] = (float) Math.log(vector[i] + Kernel.EPSILON);
                sum += ratios[i];
            }
            float mean = (float) (sum / (to - from));
            for (int i = from; i < to; i++) {
                ratios[i] -= mean;
            }
        }
        return ratios;
    }
}
