package io.pituning.learning.experiment;

import io.pituning.learning.LearningException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a {@link TransferStudy} found, as differences of shares on test, 0.01 being a percentage point; means over the seeds.
 *
 * @param tasks names, in the order of rows and columns
 * @param trained row target, column helper: what the helper's expert trained on gains over the target's own trained as long; 0 on the diagonal
 * @param untrained the same of the helper's expert as it is
 */
public record Transfer(List<String> tasks, double[][] trained, double[][] untrained) {

    /**
     * The matrices of a study's runs.
     *
     * @param tasks in this order
     * @param runs of one setting; of other tasks too
     * @throws LearningException {@code results-incomplete} when a pair is not measured
     */
    public static Transfer of(List<String> tasks, List<ExperimentRun> runs) {
        Map<String, Map<String, Double>> scores = runs.stream()
                .collect(Collectors.groupingBy(
                        ExperimentRun::task,
                        Collectors.groupingBy(
                                ExperimentRun::method, Collectors.averagingDouble(ExperimentRun::testShare))));
        return new Transfer(
                List.copyOf(tasks),
                matrix(tasks, scores, TransferStudy.FROM),
                matrix(tasks, scores, TransferStudy.UNTRAINED));
    }

    private static double[][] matrix(List<String> tasks, Map<String, Map<String, Double>> scores, String use) {
        double[][] matrix = new double[tasks.size()][tasks.size()];
        for (int target = 0; target < matrix.length; target++) {
            Map<String, Double> its = scores.getOrDefault(tasks.get(target), Map.of());
            for (int helper = 0; helper < matrix.length; helper++) {
                if (helper != target) {
                    matrix[target][helper] = score(tasks.get(target), its, use + tasks.get(helper))
                            - score(tasks.get(target), its, TransferStudy.RIVAL);
                }
            }
        }
        return matrix;
    }

    private static double score(String target, Map<String, Double> scores, String method) {
        if (!scores.containsKey(method)) {
            throw new LearningException(
                    "results-incomplete",
                    "Transfer to " + target + " was not measured completely: there is no run \"" + method + "\".",
                    "Run 'pi transfer' with the same file until all pairs are measured.");
        }
        return scores.get(method);
    }
}
