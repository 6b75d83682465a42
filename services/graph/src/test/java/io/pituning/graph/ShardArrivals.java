package io.pituning.graph;

import static io.pituning.graph.SettingsBuilder.settings;

import io.pituning.graph.compare.Selection;
import io.pituning.graph.compare.VectorTable;
import io.pituning.learning.similarity.Similarity;
import io.pituning.schemas.EventCodec;
import io.pituning.schemas.event.Neighbor;
import io.pituning.schemas.event.PooledTensor;
import io.pituning.schemas.event.PooledVector;
import io.pituning.schemas.event.TaskEmbedded;
import io.pituning.schemas.event.Tuning;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an arrival costs in a shard that owns many tasks, stores and events included; prints it. No test of the build, since it proves nothing:
 *
 * <pre>./mvnw -q -pl services/graph -am test -Dtest=ShardArrivals -Dsurefire.failIfNoSpecifiedTests=false -Dtasks=20000</pre>
 *
 * <p>Vectors of 32 tensors of 128 values, their logarithms a mixture of families and factors, and noise. The stores are filled directly; every
 * task's list is one of those of {@value #SAMPLED} tasks, which are right. Measured with all compared, then with a sketch that proposes, and
 * then with every task of the graph waiting to be written.
 */
class ShardArrivals {
    private static final int TASKS = Integer.getInteger("tasks", 20_000);
    private static final int TENSORS = Integer.getInteger("tensors", 32);
    private static final int ROWS = 128;
    private static final int SAMPLED = 50;
    private static final int WARM_UP = 40;
    private static final int ARRIVALS = 60;
    private static final int THREADS = 2;
    private static final Duration WINDOW = Duration.ofHours(1);

    @TempDir
    private Path folder;

    private final Random random = new Random(5);
    private final float[][] bases = bases();

    @Test
    void printsWhatAnArrivalCosts() {
        try (var stores = new OpenStores<ShardOutput>(new TaskId(1, 0), folder.toFile(), GraphStores.shard())) {
            measure(stores.context());
        }
    }

    private void measure(MockProcessorContext<?, ?> context) {
        fill(context);
        measure("all compared", context, new Comparison(Similarity.REFERENCE, THREADS, 0, 500), Duration.ZERO, 0);
        measure("sketch", context, new Comparison(Similarity.REFERENCE, THREADS, 1, 500), Duration.ZERO, 1);
        KeyValueStore<String, Long> waiting = context.getStateStore(GraphStores.WAITING);
        for (int i = 0; i < TASKS; i++) {
            waiting.put(name(i), 0L);
        }
        measure("sketch, all waiting", context, new Comparison(Similarity.REFERENCE, THREADS, 1, 500), WINDOW, 2);
    }

    private void measure(
            String what, MockProcessorContext<?, ?> context, Comparison comparison, Duration window, int run) {
        GraphSettings settings =
                settings().comparison(comparison).window(window).build();
        long begun = System.nanoTime();
        var shard = new RunningShard(context, new EventCodec(), settings);
        double start = (System.nanoTime() - begun) / 1e9;
        List<Double> proposing = new ArrayList<>();
        List<Double> arrivals = new ArrayList<>();
        int written = 0;
        for (int i = 0; i < WARM_UP + ARRIVALS; i++) {
            String name = "newcomer-%d-%d".formatted(run, i);
            TaskEmbedded event = event(name, vector());
            TaskWithVector task = TaskWithVector.of(event);
            long first = System.nanoTime();
            shard.vectors().nearest(name, task.vector(), 15);
            long second = System.nanoTime();
            int outputs = shard.take(new Change.Arrived(shard.sequence() + 1, TASKS, task), 1)
                    .size();
            long third = System.nanoTime();
            if (i >= WARM_UP) {
                proposing.add((second - first) / 1e6);
                arrivals.add((third - second) / 1e6);
                written += outputs;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%s: %,d tasks x %,d values, started in %.1f s; an arrival takes %.1f ms (median; 90 %% under %.1f ms), of which finding"
                        + " candidates %.1f ms; it writes %.1f neighborhoods%n",
                what,
                TASKS,
                TENSORS * ROWS,
                start,
                quantile(arrivals, 0.5),
                quantile(arrivals, 0.9),
                quantile(proposing, 0.5),
                (double) written / ARRIVALS);
    }

    /** Fills the stores as if all tasks had come. */
    private void fill(MockProcessorContext<?, ?> context) {
        KeyValueStore<String, KnownTask> tasks = context.getStateStore(GraphStores.TASKS);
        KeyValueStore<String, GraphVector> vectors = context.getStateStore(GraphStores.VECTORS);
        KeyValueStore<String, Neighborhood> neighborhoods = context.getStateStore(GraphStores.NEIGHBORHOODS);
        var table = new VectorTable(segments(), Similarity.REFERENCE, THREADS);
        for (int i = 0; i < TASKS; i++) {
            float[] vector = vector();
            TaskWithVector task = TaskWithVector.of(event(name(i), vector));
            tasks.put(name(i), task.task());
            vectors.put(name(i), task.vector());
            table.put(i, vector);
        }
        List<List<Neighbor>> lists = new ArrayList<>();
        for (int i = 0; i < SAMPLED; i++) {
            float[] similarities = new float[TASKS];
            table.similarities(vectors.get(name(i)).floats(), similarities);
            for (int j = 0; j < TASKS; j++) {
                similarities[j] = j == i ? Float.NaN : -similarities[j];
            }
            lists.add(Arrays.stream(Selection.lowest(similarities, 3 + Shard.SPARE))
                    .mapToObj(slot -> tasks.get(name(slot)).asNeighbor(-similarities[slot]))
                    .toList());
        }
        for (int i = 0; i < TASKS; i++) {
            KnownTask task = tasks.get(name(i));
            List<Neighbor> list = lists.get(i % SAMPLED);
            List<Neighbor> shown = list.subList(0, 3);
            var written =
                    new Neighborhood.Written(task.registration(), task.identity(), 1, shown, new Tuning(1, shown));
            neighborhoods.put(
                    name(i),
                    new Neighborhood(
                            new Remembered(list, Optional.of(list.get(list.size() - 1))),
                            Optional.empty(),
                            false,
                            Optional.of(written)));
        }
        requireSampled(lists);
    }

    private static void requireSampled(List<List<Neighbor>> lists) {
        Set<Integer> lengths = new HashSet<>();
        lists.forEach(list -> lengths.add(list.size()));
        if (!lengths.equals(Set.of(3 + Shard.SPARE))) {
            throw new IllegalStateException("too few tasks for full lists");
        }
    }

    private float[][] bases() {
        float[][] made = new float[49][TENSORS * ROWS];
        for (int base = 0; base < made.length; base++) {
            double spread = base == 0 ? 1 : base <= 40 ? 0.4 : 0.2;
            for (int i = 0; i < made[base].length; i++) {
                made[base][i] = (float) (spread * random.nextGaussian());
            }
        }
        return made;
    }

    private float[] vector() {
        float[] family = bases[1 + random.nextInt(40)];
        float[] weights = new float[8];
        for (int factor = 0; factor < weights.length; factor++) {
            weights[factor] = (float) random.nextGaussian();
        }
        float[] vector = new float[TENSORS * ROWS];
        for (int i = 0; i < vector.length; i++) {
            double logarithm = -7 + bases[0][i] + family[i] + 0.6 * random.nextGaussian();
            for (int factor = 0; factor < weights.length; factor++) {
                logarithm += weights[factor] * bases[41 + factor][i];
            }
            vector[i] = (float) Math.exp(logarithm);
        }
        return vector;
    }

    private static TaskEmbedded event(String name, float[] vector) {
        TaskEmbedded small = Vectors.ofValues(name, 1);
        List<PooledTensor> tensors = IntStream.range(0, TENSORS)
                .mapToObj(i -> PooledTensor.of("tensor-" + i, Arrays.copyOfRange(vector, i * ROWS, (i + 1) * ROWS)))
                .toList();
        return new TaskEmbedded(
                small.task(),
                small.registration(),
                small.request(),
                small.foundation(),
                small.seed(),
                small.seconds(),
                small.expert(),
                small.expertArtifact(),
                small.artifact(),
                small.metrics(),
                new PooledVector(PooledVector.ROW, 16, tensors));
    }

    private static int[] segments() {
        int[] segments = new int[TENSORS];
        Arrays.fill(segments, ROWS);
        return segments;
    }

    private static double quantile(List<Double> values, double share) {
        return values.stream().sorted().toList().get((int) (share * (values.size() - 1)));
    }

    private static String name(int number) {
        return "task-" + number;
    }
}
