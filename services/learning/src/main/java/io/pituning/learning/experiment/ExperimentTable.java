package io.pituning.learning.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Test accuracies of an experiment as a Markdown table: a row a task, a column a method, mean ± standard deviation over seeds. */
public final class ExperimentTable {
    private ExperimentTable() {}

    /** The table of the runs with the given shots. */
    public static String markdown(List<ExperimentRun> runs, String shots) {
        List<ExperimentRun> chosen =
                runs.stream().filter(run -> run.shots().equals(shots)).toList();
        List<String> methods =
                chosen.stream().map(ExperimentRun::method).distinct().toList();
        StringBuilder table = new StringBuilder(
                "| task | " + String.join(" | ", methods) + " |\n|---|" + "---|".repeat(methods.size()) + "\n");
        for (String task : chosen.stream().map(ExperimentRun::task).distinct().toList()) {
            List<ExperimentRun> ofTask =
                    chosen.stream().filter(run -> run.task().equals(task)).toList();
            table.append(row(task, methods, ofTask));
        }
        return table.append(row("**mean**", methods, chosen)).toString();
    }

    private static String row(String name, List<String> methods, List<ExperimentRun> runs) {
        return methods.stream()
                .map(method -> cell(runs.stream()
                        .filter(run -> run.method().equals(method))
                        .mapToDouble(ExperimentRun::test)
                        .toArray()))
                .collect(Collectors.joining(" | ", "| " + name + " | ", " |\n"));
    }

    private static String cell(double[] values) {
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        double spread = values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0;
        return String.format(Locale.ROOT, "%.1f ± %.1f", 100 * mean, 100 * spread);
    }
}
