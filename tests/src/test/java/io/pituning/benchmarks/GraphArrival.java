package io.pituning.benchmarks;

import io.pituning.graph.compare.VectorTable;
import io.pituning.learning.similarity.Similarity;
import io.pituning.learning.similarity.TaskSimilarity;
import io.pituning.learning.similarity.TaskVector;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A newcomer among 100,000 tasks is compared with all, its five nearest are ranked and the tasks found that it comes nearer to than their
 * fifth neighbor: the time of reading the same memory once, by the same threads, divided by the time of this.
 */
final class GraphArrival implements Benchmark {
    private static final double GOAL = 0.5;
    private static final int TASKS = 100_000;
    private static final int NEIGHBORS = 5;
    private static final int THREADS = Runtime.getRuntime().availableProcessors();
    private static final int WARM_UP = 15;
    private static final int ROUNDS = 7;
    private static final int REPETITIONS = 5;
    /** Tasks whose fifth similarity stands for everybody's: to know everybody's, all would have to be compared with all. */
    private static final int SAMPLED = 20;

    private static final int SUBSET = 1_000;
    private static final int CHUNK = 1_000;
    private static final long SEED = 1;

    private final FisherLikeVectors vectors = new FisherLikeVectors(SEED);

    @Override
    public Measurement measure() {
        VectorTable reference = table(Similarity.REFERENCE);
        VectorTable cosine = table(Similarity.COSINE);
        for (int task = 0; task < TASKS; task += CHUNK) {
            int first = task;
            float[][] chunk = vectors.vectors(first, CHUNK);
            for (int i = 0; i < CHUNK; i++) {
                reference.put(first + i, chunk[i]);
                cosine.put(first + i, chunk[i]);
            }
        }
        double byCosine = Times.median(
                new Arrival(cosine).rounds().stream().map(Round::arrivalSeconds).toList());
        List<Round> rounds = new Arrival(reference).rounds();
        double byReference =
                Times.median(rounds.stream().map(Round::arrivalSeconds).toList());
        double read = Times.median(rounds.stream().map(Round::readSeconds).toList());
        return new Measurement(
                rounds.stream().map(Round::ratio).toList(),
                GOAL,
                Measurement.Better.AT_LEAST,
                "reading the memory / an arrival, %,d tasks x %,d values, %d threads; an arrival takes %.3f s by the reference's measure,"
                                .formatted(TASKS, vectors.dimension(), THREADS, byReference)
                        + " %.3f s by the cosine, reading %.3f s, the learning core's similarity on one thread %.1f s (of %,d, scaled)"
                                .formatted(byCosine, read, plainSeconds(), SUBSET));
    }

    private VectorTable table(Similarity measure) {
        return new VectorTable(vectors.segments(), measure, THREADS);
    }

    /** As one would write it: vector by vector in full precision. */
    private double plainSeconds() {
        TaskVector newcomer = vectors.taskVector(TASKS);
        List<TaskVector> stored = IntStream.range(0, SUBSET)
                .parallel()
                .mapToObj(vectors::taskVector)
                .toList();
        Runnable work = () -> {
            double sum = 0;
            for (TaskVector other : stored) {
                sum += TaskSimilarity.between(newcomer, other);
            }
            requireComputed(sum);
        };
        work.run();
        return Times.medianSeconds(REPETITIONS, work) * TASKS / SUBSET;
    }

    private static void requireComputed(double value) {
        if (!(value > 0)) {
            throw new IllegalStateException("Nothing was computed, so its time says nothing.");
        }
    }

    private record Round(double readSeconds, double arrivalSeconds) {
        double ratio() {
            return readSeconds / arrivalSeconds;
        }
    }

    /** Newcomers to one table. */
    private final class Arrival {
        private final VectorTable table;
        private final float[] similarities = new float[TASKS];
        private final float[] thresholds = new float[TASKS];
        private int newcomers;

        Arrival(VectorTable table) {
            this.table = table;
            float[] sampled = new float[SAMPLED];
            for (int i = 0; i < SAMPLED; i++) {
                // Itself is the nearest of all.
                sampled[i] = similarities(vectors.vector(i))[NEIGHBORS];
            }
            for (int i = 0; i < TASKS; i++) {
                thresholds[i] = sampled[i % SAMPLED];
            }
        }

        List<Round> rounds() {
            for (int i = 0; i < WARM_UP; i++) {
                round(1);
            }
            List<Round> rounds = new ArrayList<>();
            for (int i = 0; i < ROUNDS; i++) {
                rounds.add(round(REPETITIONS));
            }
            return rounds;
        }

        private Round round(int repetitions) {
            float[] newcomer = vectors.vector(TASKS + newcomers++);
            double arrival = Times.medianSeconds(repetitions, () -> arrive(newcomer));
            double read = Times.medianSeconds(repetitions, () -> requireComputed(Math.abs(table.checksum())));
            return new Round(read, arrival);
        }

        private void arrive(float[] newcomer) {
            float[] nearest = similarities(newcomer);
            BitSet nearer = new BitSet();
            for (int slot = 0; slot < TASKS; slot++) {
                if (similarities[slot] > thresholds[slot]) {
                    nearer.set(slot);
                }
            }
            requireComputed(nearest[0] + nearer.cardinality());
        }

        /** {@return the highest similarities, one more than there are neighbors, highest first} */
        private float[] similarities(float[] vector) {
            table.similarities(vector, similarities);
            return new Nearest(similarities, NEIGHBORS + 1).similarities();
        }
    }
}
