package io.pituning.learning.experiment.report;

import io.pituning.learning.experiment.ExperimentMethod;
import io.pituning.learning.metric.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Test scores as a Markdown table, times 100: a row a task (with its metric, unless that is accuracy), a column a method, mean ± 95 % confidence interval over the seeds; with
 * {@code pi} and {@code own} both measured also their paired difference, with chance known also that.
 */
public final class ExperimentTable {
    private static final String NOTHING = "–";
    private static final String ACCURACY = Metric.ACCURACY.wireName();
    private static final String PI = ExperimentMethod.PI.wireName();
    private static final String OWN = ExperimentMethod.OWN.wireName();

    private final ExperimentStatistics statistics;
    private final boolean chance;
    private final boolean difference;

    private ExperimentTable(ExperimentStatistics statistics) {
        this.statistics = statistics;
        this.chance = statistics.tasks().stream()
                .allMatch(task -> statistics.chance(task).isPresent());
        this.difference = statistics.methods().containsAll(List.of(PI, OWN));
    }

    /** The table of the runs of one setting. */
    public static String markdown(ExperimentStatistics statistics) {
        return new ExperimentTable(statistics).lines();
    }

    private String lines() {
        List<String> heading = new ArrayList<>(List.of("task"));
        if (chance) {
            heading.add("chance");
        }
        heading.addAll(statistics.methods());
        if (difference) {
            heading.add("π − own");
        }
        StringBuilder table = new StringBuilder(line(heading)).append("|---".repeat(heading.size()) + "|\n");
        for (String task : statistics.tasks()) {
            table.append(row(task));
        }
        return table.append(meanRow()).toString();
    }

    private String row(String task) {
        String metric = statistics.metric(task);
        List<String> cells = new ArrayList<>(List.of(ACCURACY.equals(metric) ? task : task + " (" + metric + ")"));
        if (chance) {
            cells.add(percent(statistics.chance(task)));
        }
        statistics.methods().forEach(method -> cells.add(cell(statistics.score(task, method), "%.1f")));
        if (difference) {
            cells.add(cell(statistics.difference(task, PI, OWN), "%+.1f"));
        }
        return line(cells);
    }

    private String meanRow() {
        List<String> cells = new ArrayList<>(List.of("**mean**"));
        if (chance) {
            cells.add(percent(statistics.tasks().stream()
                    .map(statistics::chance)
                    .flatMapToDouble(OptionalDouble::stream)
                    .average()));
        }
        statistics.methods().forEach(method -> cells.add(cell(statistics.score(method), "%.1f")));
        if (difference) {
            cells.add(cell(statistics.difference(PI, OWN), "%+.1f"));
        }
        return line(cells);
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String cell(Optional<ConfidenceInterval> interval, String format) {
        return interval.map(known ->
                        String.format(Locale.ROOT, format, 100 * known.mean()) + " ± " + percent(known.margin()))
                .orElse(NOTHING);
    }

    private static String percent(OptionalDouble share) {
        return share.isPresent() ? String.format(Locale.ROOT, "%.1f", 100 * share.getAsDouble()) : NOTHING;
    }
}
