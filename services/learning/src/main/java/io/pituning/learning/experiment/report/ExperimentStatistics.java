package io.pituning.learning.experiment.report;

import io.pituning.learning.experiment.ExperimentRun;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What the runs of one setting say about each method: score on test, as a share of the way from the metric's worst to its best ({@link
 * ExperimentRun#testShare()}), with its interval over the seeds.
 *
 * <p>Over several tasks only the seeds count that every task has: each gives one value, its mean over the tasks, and of these are mean and
 * interval. So what is still being measured does not shift a mean. What is not measured is empty; so is a mean over tasks without a common seed.
 */
public final class ExperimentStatistics {
    private final List<ExperimentRun> runs;

    /** @param runs of one setting, each task, method and seed once */
    public ExperimentStatistics(List<ExperimentRun> runs) {
        this.runs = List.copyOf(runs);
    }

    /** The targets, in the order of the runs. */
    public List<String> tasks() {
        return runs.stream().map(ExperimentRun::task).distinct().toList();
    }

    /** The methods' names, in the order of the runs. */
    public List<String> methods() {
        return runs.stream().map(ExperimentRun::method).distinct().toList();
    }

    /** With how many seeds a method was measured, on the task that has most. */
    public int seeds(String method) {
        return tasks().stream()
                .mapToInt(task -> bySeed(task, method).size())
                .max()
                .orElse(0);
    }

    /** What a method reaches on a task. */
    public Optional<ConfidenceInterval> score(String task, String method) {
        return interval(bySeed(task, method));
    }

    /** What a method reaches over all tasks. */
    public Optional<ConfidenceInterval> score(String method) {
        return overTasks(task -> bySeed(task, method));
    }

    /** By how much one method is better than another on a task, paired by seed. */
    public Optional<ConfidenceInterval> difference(String task, String method, String other) {
        return interval(differences(task, method, other));
    }

    /** By how much one method is better than another over all tasks, paired by task and seed. */
    public Optional<ConfidenceInterval> difference(String method, String other) {
        return overTasks(task -> differences(task, method, other));
    }

    /** {@link #difference(String, String)} with its parts; nothing where no seed of the two is measured on every task. */
    public Optional<Gain> gain(String method, String rival) {
        Map<String, ConfidenceInterval> byTask = new LinkedHashMap<>();
        tasks().forEach(task -> difference(task, method, rival).ifPresent(known -> byTask.put(task, known)));
        double[] perSeed = perSeed(tasks(), task -> differences(task, method, rival));
        return interval(perSeed).map(mean -> new Gain(method, rival, perSeed.length, mean, byTask));
    }

    /** What a method gains over guessing, on the tasks whose chance is known; nothing where there is none, or one lacks the method. */
    public Optional<Gain> gainOverChance(String method) {
        List<String> known =
                tasks().stream().filter(task -> chance(task).isPresent()).toList();
        Map<String, ConfidenceInterval> byTask = new LinkedHashMap<>();
        known.forEach(task -> interval(aboveChance(task, method)).ifPresent(value -> byTask.put(task, value)));
        double[] perSeed = perSeed(known, task -> aboveChance(task, method));
        return interval(perSeed).map(mean -> new Gain(method, "chance", perSeed.length, mean, byTask));
    }

    /** The names of what the tasks are measured by. */
    public List<String> metrics() {
        return runs.stream().map(ExperimentRun::metric).distinct().toList();
    }

    /** What a task is measured by. */
    public String metric(String task) {
        return runs.stream()
                .filter(run -> run.task().equals(task))
                .findFirst()
                .orElseThrow()
                .metric();
    }

    /** What a task gives without learning, a mean over the runs that say it. */
    public OptionalDouble chance(String task) {
        return runs.stream()
                .filter(run -> run.task().equals(task) && run.chance().isPresent())
                .mapToDouble(run -> run.chance().getAsDouble())
                .average();
    }

    private Map<Long, Double> bySeed(String task, String method) {
        Map<Long, Double> values = new TreeMap<>();
        runs.stream()
                .filter(run -> run.task().equals(task) && run.method().equals(method))
                .forEach(run -> values.put(run.seed(), run.testShare()));
        return values;
    }

    private Map<Long, Double> differences(String task, String method, String other) {
        Map<Long, Double> differences = bySeed(task, method);
        Map<Long, Double> others = bySeed(task, other);
        differences.keySet().retainAll(others.keySet());
        differences.replaceAll((seed, value) -> value - others.get(seed));
        return differences;
    }

    private Map<Long, Double> aboveChance(String task, String method) {
        Map<Long, Double> values = bySeed(task, method);
        double chance = chance(task).orElseThrow();
        values.replaceAll((seed, value) -> value - chance);
        return values;
    }

    private Optional<ConfidenceInterval> overTasks(Function<String, Map<Long, Double>> bySeed) {
        return interval(perSeed(tasks(), bySeed));
    }

    /** The mean over the tasks for each seed that all of them have. */
    private static double[] perSeed(List<String> tasks, Function<String, Map<Long, Double>> bySeed) {
        List<Map<Long, Double>> perTask = tasks.stream().map(bySeed).toList();
        Set<Long> seeds = new TreeSet<>();
        perTask.stream().findFirst().ifPresent(values -> seeds.addAll(values.keySet()));
        perTask.forEach(values -> seeds.retainAll(values.keySet()));
        return seeds.stream()
                .mapToDouble(seed -> perTask.stream()
                        .mapToDouble(values -> values.get(seed))
                        .average()
                        .orElseThrow())
                .toArray();
    }

    private static Optional<ConfidenceInterval> interval(Map<Long, Double> values) {
        return interval(
                values.values().stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static Optional<ConfidenceInterval> interval(double[] values) {
        return values.length == 0 ? Optional.empty() : Optional.of(ConfidenceInterval.of(values));
    }
}
