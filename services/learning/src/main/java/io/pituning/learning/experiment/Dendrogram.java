package io.pituning.learning.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Tasks joined step by step, the most similar first. */
public sealed interface Dendrogram {

    /** The distance at which it was joined; 0 for a single task. */
    double height();

    /** The numbers of its tasks, in the order in which no two joins cross. */
    List<Integer> leaves();

    /** A single task. */
    record Leaf(int task) implements Dendrogram {
        @Override
        public double height() {
            return 0;
        }

        @Override
        public List<Integer> leaves() {
            return List.of(task);
        }
    }

    /** Two clusters joined. */
    record Join(Dendrogram left, Dendrogram right, double height) implements Dendrogram {
        @Override
        public List<Integer> leaves() {
            return Stream.concat(left.leaves().stream(), right.leaves().stream())
                    .toList();
        }
    }

    /**
     * Average linkage (UPGMA; Sokal and Michener 1958): the two clusters of the smallest mean distance between their tasks are joined, until
     * there is one. The distance is 1 - similarity; of equal ones the first is taken.
     *
     * @param similarity symmetric, (tasks, tasks), at least one task
     */
    static Dendrogram averageLinkage(double[][] similarity) {
        List<Dendrogram> clusters = new ArrayList<>(
                IntStream.range(0, similarity.length).mapToObj(Leaf::new).toList());
        while (clusters.size() > 1) {
            int left = 0;
            int right = 1;
            double nearest = Double.POSITIVE_INFINITY;
            for (int i = 0; i < clusters.size(); i++) {
                for (int j = i + 1; j < clusters.size(); j++) {
                    double distance = distance(clusters.get(i), clusters.get(j), similarity);
                    if (distance < nearest) {
                        nearest = distance;
                        left = i;
                        right = j;
                    }
                }
            }
            Dendrogram joined = new Join(clusters.get(left), clusters.get(right), nearest);
            clusters.remove(right);
            clusters.set(left, joined);
        }
        return clusters.get(0);
    }

    private static double distance(Dendrogram one, Dendrogram other, double[][] similarity) {
        return one.leaves().stream()
                .flatMapToDouble(i -> other.leaves().stream().mapToDouble(j -> 1 - similarity[i][j]))
                .average()
                .orElseThrow();
    }
}
