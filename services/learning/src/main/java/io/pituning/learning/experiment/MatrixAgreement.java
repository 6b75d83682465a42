package io.pituning.learning.experiment;

import io.pituning.learning.similarity.RankAgreement;
import java.util.stream.IntStream;
import org.hipparchus.stat.correlation.SpearmansCorrelation;

/**
 * How well a similarity finds what another matrix of the same tasks says of them.
 *
 * @param ranks task by task
 * @param pairs Spearman's rank correlation over all ordered pairs of different tasks, ties at their mean rank; 0 where one matrix is constant
 */
public record MatrixAgreement(RankAgreement ranks, double pairs) {

    /**
     * Compares.
     *
     * @param similarity (tasks, tasks)
     * @param yardstick the same; row i tells what is near to task i, or helps it
     * @param k how many nearest tasks to compare
     * @throws IllegalArgumentException as {@link RankAgreement#of}
     */
    public static MatrixAgreement of(double[][] similarity, double[][] yardstick, int k) {
        RankAgreement ranks = RankAgreement.of(similarity, yardstick, k);
        double pairs = new SpearmansCorrelation().correlation(pairs(similarity), pairs(yardstick));
        return new MatrixAgreement(ranks, Double.isNaN(pairs) ? 0 : pairs);
    }

    private static double[] pairs(double[][] matrix) {
        return IntStream.range(0, matrix.length)
                .boxed()
                .flatMapToDouble(i ->
                        IntStream.range(0, matrix.length).filter(j -> j != i).mapToDouble(j -> matrix[i][j]))
                .toArray();
    }
}
