package io.pituning.benchmarks;

import io.pituning.graph.compare.Selection;
import io.pituning.graph.compare.Sketch;
import io.pituning.graph.compare.VectorTable;
import io.pituning.learning.similarity.Similarity;
import io.pituning.learning.similarity.TaskSimilarity;
import io.pituning.learning.similarity.TaskVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Newcomers look for their nearest among many tasks: by comparing with all, and by comparing with those that someone proposes. Exact is the
 * reference's measure in full precision.
 */
final class NearestSearch {
    static final int NEIGHBORS = 5;

    private static final int CHUNK = 1_000;
    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    private final FisherLikeVectors vectors;
    private final int tasks;
    private final int proposed;
    private final VectorTable table;
    private final Sketch sketch;
    private final List<Double> scanning = new ArrayList<>();
    private final List<Double> ranking = new ArrayList<>();
    private final Map<Proposer, Finding> findings = new LinkedHashMap<>();

    /** What a proposer found: the share of the exact nearest per newcomer, and its seconds. */
    private record Finding(List<Double> shares, List<Double> seconds) {
        double recall(int first, int count) {
            return shares.subList(first, first + count).stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElseThrow();
        }
    }

    /** @param proposed how many tasks a proposer may name */
    NearestSearch(FisherLikeVectors vectors, int tasks, int proposed) {
        this.vectors = vectors;
        this.tasks = tasks;
        this.proposed = proposed;
        table = new VectorTable(vectors.segments(), Similarity.REFERENCE, THREADS);
        sketch = new Sketch(vectors.segments(), Similarity.REFERENCE, THREADS);
        for (int task = 0; task < tasks; task += CHUNK) {
            float[][] chunk = vectors.vectors(task, CHUNK);
            for (int i = 0; i < CHUNK; i++) {
                table.put(task + i, chunk[i]);
                sketch.put(task + i, chunk[i]);
            }
        }
        add(new Proposer() {
            @Override
            public String name() {
                return "the sketch";
            }

            @Override
            public int[] propose(float[] query, int count) {
                return Selection.lowest(sketch.distances(query), count);
            }
        });
    }

    /** Lets someone else propose, too. */
    void add(Proposer proposer) {
        findings.put(proposer, new Finding(new ArrayList<>(), new ArrayList<>()));
    }

    /** {@return the sketch's recall of so many rounds of so many newcomers} */
    List<Double> rounds(int rounds, int newcomers) {
        for (int i = 0; i < rounds * newcomers; i++) {
            search(tasks + i);
        }
        Finding first = findings.values().iterator().next();
        return IntStream.range(0, rounds)
                .mapToObj(round -> first.recall(round * newcomers, newcomers))
                .toList();
    }

    /** {@return what was found, and how fast} */
    String report() {
        double scan = Times.median(scanning);
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%,d tasks x %,d values, %d threads, recall@%d of %d proposals, %d newcomers: comparing with all %.2f ms",
                tasks,
                vectors.dimension(),
                THREADS,
                NEIGHBORS,
                proposed,
                scanning.size(),
                1e3 * scan));
        findings.forEach((proposer, finding) -> text.append(String.format(
                Locale.ROOT,
                ", %s %.2f ms (%.1f times as fast) recall %.4f",
                proposer.name(),
                1e3 * Times.median(finding.seconds()),
                scan / Times.median(finding.seconds()),
                finding.recall(0, finding.shares().size()))));
        return text.append(String.format(
                        Locale.ROOT,
                        ", ranking the proposals by the learning core on one thread %.2f ms more",
                        1e3 * Times.median(ranking)))
                .toString();
    }

    private void search(int newcomer) {
        float[] query = vectors.vector(newcomer);
        float[] similarities = new float[tasks];
        scanning.add(Times.seconds(() -> table.similarities(query, similarities)));
        float fifth = new Nearest(similarities, NEIGHBORS).similarities()[NEIGHBORS - 1];
        // Whoever is among the five in full precision cannot lie lower than this.
        int[] possible = IntStream.range(0, tasks)
                .filter(slot -> similarities[slot] >= fifth - 2 * VectorTable.MAX_ERROR)
                .toArray();
        Set<Integer> exact = Set.copyOf(ranked(newcomer, possible));
        findings.forEach((proposer, finding) -> {
            List<int[]> proposals = new ArrayList<>();
            finding.seconds().add(Times.seconds(() -> proposals.add(proposer.propose(query, proposed))));
            List<Integer> found = ranked(newcomer, proposals.get(0));
            finding.shares().add(found.stream().filter(exact::contains).count() / (double) NEIGHBORS);
        });
    }

    /** {@return the nearest of some tasks, in full precision} */
    private List<Integer> ranked(int newcomer, int[] slots) {
        TaskVector one = vectors.taskVector(newcomer);
        List<TaskVector> others =
                Arrays.stream(slots).parallel().mapToObj(vectors::taskVector).toList();
        double[] similarities = new double[slots.length];
        double seconds = Times.seconds(() -> {
            for (int i = 0; i < slots.length; i++) {
                similarities[i] = TaskSimilarity.between(one, others.get(i));
            }
        });
        if (slots.length == proposed) {
            ranking.add(seconds);
        }
        return IntStream.range(0, slots.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -similarities[i]))
                .limit(NEIGHBORS)
                .map(i -> slots[i])
                .toList();
    }
}
