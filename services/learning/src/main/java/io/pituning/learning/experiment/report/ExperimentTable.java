package io.pituning.learning.experiment.report;

import io.pituning.learning.experiment.ExperimentMethod;
import io.pituning.learning.metric.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Test scores as a Markdown table under a line that says what its numbers are: shares times 100, a row a task (with its metric, unless that is
 * accuracy), a column a method (with its seeds, where others have more), mean ± 95 % confidence interval over the seeds; what {@code pi} gains
 * over its rivals, paired, in percentage points; chance where it is known. Below, a line for each rival with the task where {@code pi} gains
 * least.
 */
public final class ExperimentTable {
    private static final String NOTHING = "–";
    private static final String ACCURACY = Metric.ACCURACY.wireName();
    private static final String PI = ExperimentMethod.PI.wireName();

    /** Where π starts, what has its number of steps alone, and the simple use of a neighbor. */
    private static final List<ExperimentMethod> RIVALS =
            List.of(ExperimentMethod.OWN, ExperimentMethod.OWN_LONG, ExperimentMethod.NEAREST);

    private final ExperimentStatistics statistics;
    private final boolean chance;
    private final List<String> rivals;

    private ExperimentTable(ExperimentStatistics statistics) {
        this.statistics = statistics;
        this.chance = statistics.tasks().stream()
                .anyMatch(task -> statistics.chance(task).isPresent());
        this.rivals = rivals(statistics);
    }

    /** The table of the runs of one setting. */
    public static String markdown(ExperimentStatistics statistics) {
        return new ExperimentTable(statistics).lines();
    }

    /** What π gains over each rival that is measured on all tasks as π is. */
    public static List<Gain> gains(ExperimentStatistics statistics) {
        return rivals(statistics).stream()
                .flatMap(rival -> statistics.gain(PI, rival).stream())
                .toList();
    }

    private static List<String> rivals(ExperimentStatistics statistics) {
        List<String> measured = statistics.methods();
        return RIVALS.stream()
                .map(ExperimentMethod::wireName)
                .filter(rival -> measured.contains(rival) && measured.contains(PI))
                .toList();
    }

    private String lines() {
        List<String> heading = new ArrayList<>(List.of("task"));
        if (chance) {
            heading.add("chance");
        }
        statistics.methods().forEach(method -> heading.add(column(method)));
        rivals.forEach(rival -> heading.add("π − " + rival));
        StringBuilder table = new StringBuilder(caption())
                .append("\n\n")
                .append(line(heading))
                .append("|---".repeat(heading.size()) + "|\n");
        for (String task : statistics.tasks()) {
            table.append(row(task));
        }
        table.append(meanRow());
        List<Gain> gains = gains(statistics);
        if (!gains.isEmpty()) {
            table.append('\n');
            gains.forEach(gain -> table.append(line(gain)));
        }
        return table.toString();
    }

    private String caption() {
        int seeds = mostSeeds();
        return "Test scores times 100, "
                + (seeds == 1
                        ? "one seed: no interval."
                        : "mean ± 95 % confidence interval over " + seeds + " seeds; differences are paired by seed.");
    }

    private String column(String method) {
        int seeds = statistics.seeds(method);
        return seeds == mostSeeds() ? method : method + " (" + seeds + (seeds == 1 ? " seed)" : " seeds)");
    }

    private int mostSeeds() {
        return statistics.methods().stream().mapToInt(statistics::seeds).max().orElse(0);
    }

    private String row(String task) {
        String metric = statistics.metric(task);
        List<String> cells = new ArrayList<>(List.of(ACCURACY.equals(metric) ? task : task + " (" + metric + ")"));
        if (chance) {
            cells.add(percent(statistics.chance(task)));
        }
        statistics.methods().forEach(method -> cells.add(score(statistics.score(task, method))));
        rivals.forEach(rival -> cells.add(difference(statistics.difference(task, PI, rival))));
        return line(cells);
    }

    private String meanRow() {
        List<String> cells = new ArrayList<>(List.of("**mean**"));
        if (chance) {
            cells.add(percent(meanChance()));
        }
        statistics.methods().forEach(method -> cells.add(score(statistics.score(method))));
        rivals.forEach(rival -> cells.add(difference(statistics.difference(PI, rival))));
        return line(cells);
    }

    private OptionalDouble meanChance() {
        List<OptionalDouble> chances =
                statistics.tasks().stream().map(statistics::chance).toList();
        return chances.stream().allMatch(OptionalDouble::isPresent)
                ? chances.stream().flatMapToDouble(OptionalDouble::stream).average()
                : OptionalDouble.empty();
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String line(Gain gain) {
        int tasks = gain.byTask().size();
        return "- π − " + gain.rival() + ": " + difference(Optional.of(gain.mean())) + " points, mean of " + tasks
                + (tasks == 1 ? " task" : " tasks") + "; worst " + difference(Optional.of(gain.worst())) + " ("
                + gain.worstTask() + ")\n";
    }

    private static String score(Optional<ConfidenceInterval> interval) {
        return cell(interval, "%.1f");
    }

    private static String difference(Optional<ConfidenceInterval> interval) {
        return cell(interval, "%+.1f");
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
