package io.pituning.cli.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pituning.cli.street.Findings;
import io.pituning.cli.street.Json;
import io.pituning.cli.terminal.Numbers;
import io.pituning.cli.terminal.TextTable;
import io.pituning.schemas.event.Chance;
import io.pituning.schemas.event.Chosen;
import io.pituning.schemas.event.ExpertTuned;
import io.pituning.schemas.event.Scores;
import io.pituning.schemas.event.Source;
import io.pituning.schemas.event.TunedMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the demonstration found.
 *
 * @param rows one for each task, the pool first
 * @param wallSeconds seconds from the start of the system to the last tuned expert served
 * @param computeSeconds seconds all steps computed, together
 */
public record DemoReport(List<Row> rows, SimilarityMatrix similarity, double wallSeconds, double computeSeconds) {
    /** A task and its tuned expert. */
    public record Row(DemoTask task, ExpertTuned tuned) {}

    public DemoReport {
        rows = List.copyOf(rows);
    }

    /** {@return the report of a run that has found everything} */
    public static DemoReport of(DemoPlan plan, Findings findings, double wallSeconds) {
        return new DemoReport(
                plan.all().stream()
                        .map(task -> new Row(task, findings.tuned(task.name()).orElseThrow()))
                        .toList(),
                SimilarityMatrix.of(plan.all().stream()
                        .map(task -> findings.embedded(task.name()).orElseThrow())
                        .toList()),
                wallSeconds,
                findings.computeSeconds());
    }

    /** {@return the document scripts read} */
    public ObjectNode toJson() {
        ObjectNode document = Json.object();
        ArrayNode tasks = document.putArray("tasks");
        rows.forEach(row -> tasks.add(json(row)));
        ObjectNode matrix = document.putObject("similarity");
        ArrayNode names = matrix.putArray("tasks");
        similarity.tasks().forEach(names::add);
        ArrayNode values = matrix.putArray("values");
        for (double[] line : similarity.values()) {
            ArrayNode cells = values.addArray();
            for (double value : line) {
                cells.add(value);
            }
        }
        return document.put("wallSeconds", wallSeconds).put("computeSeconds", computeSeconds);
    }

    private static ObjectNode json(Row row) {
        ObjectNode node = Json.object()
                .put("task", row.task().name())
                .put("modality", row.task().modality().wireName())
                .put("role", row.task().role().word());
        row.tuned().metrics().chance().ifPresent(chance -> node.putObject("chance")
                .put("validation", chance.validation())
                .put("test", chance.test()));
        node.set("own", json(row.tuned().metrics().own()));
        node.set("tuned", json(row.tuned().metrics().tuned()));
        ArrayNode neighbors = node.putArray("neighbors");
        neighbors(row.tuned()).forEach(source -> neighbors
                .addObject()
                .put("task", source.task())
                .put("similarity", source.similarity())
                .put("weight", source.weight()));
        return node;
    }

    private static ObjectNode json(Scores scores) {
        return Json.object()
                .put("validation", scores.validation().accuracy())
                .put("test", scores.test().accuracy());
    }

    private static List<Source> neighbors(ExpertTuned tuned) {
        return tuned.sources().stream()
                .filter(source -> !source.task().equals(tuned.task()))
                .toList();
    }

    /** {@return what a person reads: the matrix, the table, the mean of the newcomers} */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("How similar the tasks are (1: the same)");
        lines.add("");
        lines.addAll(matrix().lines());
        lines.add("");
        lines.add(
                "Scores in % (accuracy, or the task's metric), neighbors as weight x task (the rest is the task's own weight)");
        lines.add("");
        lines.addAll(table().lines());
        lines.add("");
        lines.add(summary());
        return lines;
    }

    private TextTable matrix() {
        int size = similarity.tasks().size();
        List<String> headings = new ArrayList<>(List.of("", "task"));
        IntStream.rangeClosed(1, size).mapToObj(Integer::toString).forEach(headings::add);
        TextTable table = new TextTable(headings.toArray(String[]::new));
        for (int row = 0; row < size; row++) {
            List<String> cells = new ArrayList<>(
                    List.of(Integer.toString(row + 1), similarity.tasks().get(row)));
            for (double value : similarity.values()[row]) {
                cells.add(Numbers.twoDigits(value));
            }
            table.row(cells);
        }
        return table;
    }

    private TextTable table() {
        TextTable table =
                new TextTable("task", "role", "chance", "own val", "tuned val", "own test", "tuned test", "neighbors");
        for (Row row : rows) {
            Scores own = row.tuned().metrics().own();
            Scores tuned = row.tuned().metrics().tuned();
            Optional<Chance> chance = row.tuned().metrics().chance();
            table.row(
                    row.task().name(),
                    row.task().role().word(),
                    chance.map(value -> Numbers.percent(value.test())).orElse("-"),
                    Numbers.percent(own.validation().accuracy()),
                    Numbers.percent(tuned.validation().accuracy()),
                    Numbers.percent(own.test().accuracy()),
                    Numbers.percent(tuned.test().accuracy()),
                    told(row.tuned()));
        }
        return table;
    }

    /** Weights only where they are those of the served expert. */
    private static String told(ExpertTuned tuned) {
        List<Source> neighbors = neighbors(tuned);
        if (tuned.chosen() == Chosen.OWN && !neighbors.isEmpty()) {
            return "own kept: " + neighbors.stream().map(Source::task).collect(Collectors.joining(", "));
        }
        return neighbors.stream()
                .map(source -> Numbers.twoDigits(source.weight()) + " " + source.task())
                .collect(Collectors.joining(", "));
    }

    private String summary() {
        List<Row> few = rows.stream()
                .filter(row -> row.task().role() == DemoTask.Role.NEWCOMER)
                .toList();
        double own = mean(few, TunedMetrics::own);
        double tuned = mean(few, TunedMetrics::tuned);
        return String.format(
                Locale.ROOT,
                "newcomers on test, mean of %d: own %.1f %%, tuned %.1f %% (%+.1f); %.0f s in all, all steps together %.0f s",
                few.size(),
                own,
                tuned,
                tuned - own,
                wallSeconds,
                computeSeconds);
    }

    private static double mean(List<Row> rows, Function<TunedMetrics, Scores> expert) {
        return rows.stream()
                .map(row -> expert.apply(row.tuned().metrics()))
                .mapToDouble(scores -> 100 * scores.test().accuracy())
                .average()
                .orElse(0);
    }
}
