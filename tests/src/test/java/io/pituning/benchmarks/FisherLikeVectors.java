package io.pituning.benchmarks;

import io.pituning.learning.similarity.NamedVector;
import io.pituning.learning.similarity.TaskVector;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Seeded vectors with the structure of row-pooled Fisher information of LoRA experts: tensors whose scales differ by orders of magnitude,
 * rows log-normal about their tensor's, tasks that vary by a mixture of families, few factors and noise of their own.
 *
 * <p>The logarithm of a value is scale of the tensor + profile of the row + the task's family + Σ factor × loading + noise of the task.
 *
 * <p>The spreads were chosen by hand so that similarities among 30 vectors are distributed like those among the pooled vectors of the 30 tasks
 * that were builtin at the time, whose quantiles 5, 25, 50, 75 and 95 % were 0.564, 0.590, 0.614, 0.639 and 0.691; the benchmark
 * {@code graph-recall} prints those of these vectors. Among today's 20 builtin tasks, in {@code experiments/similarity.json}, they are 0.507,
 * 0.549, 0.601, 0.651 and 0.688. How much of the spread real tasks share with each other, here the families and factors, and how much is a
 * task's alone was not compared: 30 tasks are too few to show it.
 */
final class FisherLikeVectors {
    /** Tensors of a vector where nothing else is said. */
    static final int TENSORS = 32;
    /** Values of a tensor. */
    static final int ROWS = 128;

    private static final int FAMILIES = 40;
    private static final int FACTORS = 8;
    private static final double MEAN_SCALE = Math.log(1e-3);
    private static final double SCALE_SPREAD = 2.5;
    private static final double ROW_SPREAD = 1.0;
    private static final double FAMILY_SPREAD = 0.4;
    private static final double FACTOR_SPREAD = 0.55;
    private static final double NOISE = 0.6;
    private static final double TASK_SCALE_SPREAD = 0.7;

    private final long seed;
    private final int dimension;
    private final float[] profile;
    private final float[][] families;
    private final float[][] factors;

    FisherLikeVectors(long seed) {
        this(seed, TENSORS);
    }

    FisherLikeVectors(long seed, int tensors) {
        this.seed = seed;
        dimension = tensors * ROWS;
        profile = new float[dimension];
        families = new float[FAMILIES][dimension];
        factors = new float[FACTORS][dimension];
        Random random = new Random(seed);
        for (int i = 0; i < dimension; i++) {
            profile[i] = (float) (i % ROWS == 0 ? MEAN_SCALE + SCALE_SPREAD * random.nextGaussian() : profile[i - 1]);
        }
        add(profile, ROW_SPREAD, random);
        for (float[] family : families) {
            add(family, FAMILY_SPREAD, random);
        }
        for (float[] factor : factors) {
            add(factor, FACTOR_SPREAD / Math.sqrt(FACTORS), random);
        }
    }

    /** {@return the number of values of a vector} */
    int dimension() {
        return dimension;
    }

    /** {@return the number of values of every tensor} */
    int[] segments() {
        int[] segments = new int[dimension / ROWS];
        Arrays.fill(segments, ROWS);
        return segments;
    }

    /** {@return so many tasks' vectors from this one on} */
    float[][] vectors(int first, int count) {
        return IntStream.range(first, first + count)
                .parallel()
                .mapToObj(this::vector)
                .toArray(float[][]::new);
    }

    /** {@return task number {@code index}'s vector, always the same} */
    float[] vector(int index) {
        // Seeds that differ in few bits would give similar first numbers.
        Random random = new Random(seed * 31 + index * 0x9E3779B97F4A7C15L);
        float[] logarithms = profile.clone();
        addScaled(logarithms, families[random.nextInt(FAMILIES)], 1);
        for (float[] factor : factors) {
            addScaled(logarithms, factor, random.nextGaussian());
        }
        double scale = TASK_SCALE_SPREAD * random.nextGaussian();
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            vector[i] = (float) Math.exp(logarithms[i] + scale + NOISE * random.nextGaussian());
        }
        return vector;
    }

    /** {@return the same in the form of the learning core} */
    TaskVector taskVector(int index) {
        float[] vector = vector(index);
        return new TaskVector(IntStream.range(0, dimension / ROWS)
                .mapToObj(i -> new NamedVector(
                        "tensor-" + i, new int[] {ROWS}, Arrays.copyOfRange(vector, i * ROWS, (i + 1) * ROWS)))
                .toList());
    }

    private static void add(float[] values, double spread, Random random) {
        for (int i = 0; i < values.length; i++) {
            values[i] += (float) (spread * random.nextGaussian());
        }
    }

    private static void addScaled(float[] values, float[] other, double factor) {
        for (int i = 0; i < values.length; i++) {
            values[i] += (float) (factor * other[i]);
        }
    }
}
