package io.pituning.learning.similarity;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hipparchus.stat.correlation.SpearmansCorrelation;
import org.hipparchus.stat.descriptive.DescriptiveStatistics;

/**
 * How alike two similarities rank, for each task, the other tasks.
 *
 * @param spearman mean over tasks of Spearman's rank correlation, ties at their mean rank; -1 to 1
 * @param spearmanDeviation its standard deviation over tasks (n - 1 in the denominator)
 * @param topAgreement mean over tasks of the share of the k nearest that both name; 0 to 1, k / (tasks - 1) on average by chance
 * @param k how many nearest tasks were compared
 * @param tasks how many tasks there are
 */
public record RankAgreement(double spearman, double spearmanDeviation, double topAgreement, int k, int tasks) {

    /**
     * Compares two similarity matrices of the same tasks.
     *
     * <p>The diagonal is left out. A task whose similarities are all equal in one matrix has no ranking there and counts as a correlation of 0;
     * of equally similar tasks the first is the nearer.
     *
     * @param one (tasks, tasks), row i the similarities of task i, more is nearer
     * @param other the same for the other similarity
     * @param k how many nearest tasks to compare, 1 to tasks - 1
     * @throws IllegalArgumentException when the matrices are not square and of one size, have fewer than three rows or a value that is not
     *     finite, or when k is out of range
     */
    public static RankAgreement of(double[][] one, double[][] other, int k) {
        int tasks = one.length;
        requireSquare(one, tasks);
        requireSquare(other, tasks);
        if (tasks < 3) {
            throw new IllegalArgumentException("a ranking needs at least 3 tasks but there are " + tasks);
        }
        if (k < 1 || k >= tasks) {
            throw new IllegalArgumentException("k must be from 1 to " + (tasks - 1) + " but is " + k);
        }
        DescriptiveStatistics correlations = new DescriptiveStatistics();
        double shared = 0;
        for (int task = 0; task < tasks; task++) {
            double[] mine = others(one[task], task);
            double[] theirs = others(other[task], task);
            correlations.addValue(correlation(mine, theirs));
            Set<Integer> common = nearest(mine, k);
            common.retainAll(nearest(theirs, k));
            shared += (double) common.size() / k;
        }
        return new RankAgreement(correlations.getMean(), correlations.getStandardDeviation(), shared / tasks, k, tasks);
    }

    private static void requireSquare(double[][] matrix, int size) {
        if (matrix.length != size || !Arrays.stream(matrix).allMatch(row -> row.length == size)) {
            throw new IllegalArgumentException("the matrices must be square and of one size");
        }
        for (double[] row : matrix) {
            if (!Arrays.stream(row).allMatch(Double::isFinite)) {
                throw new IllegalArgumentException("a similarity is not a finite number");
            }
        }
    }

    private static double[] others(double[] row, int task) {
        return IntStream.range(0, row.length)
                .filter(i -> i != task)
                .mapToDouble(i -> row[i])
                .toArray();
    }

    private static double correlation(double[] one, double[] other) {
        double correlation = new SpearmansCorrelation().correlation(one, other);
        return Double.isNaN(correlation) ? 0 : correlation;
    }

    private static Set<Integer> nearest(double[] similarities, int k) {
        return IntStream.range(0, similarities.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> similarities[i])
                        .reversed())
                .limit(k)
                .collect(Collectors.toCollection(HashSet::new));
    }
}
