package io.pituning.learning.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pituning.learning.LearningException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** A run as the file has it: one flat object. */
final class RunJson {
    /** What earlier versions did not write, and without what nobody can tell one run from another. */
    private static final List<String> NEEDED = List.of(
            "k",
            "expert",
            "parameters",
            "pool",
            "poolExamples",
            "poolSeed",
            "training",
            "poolTraining",
            "foundationSha256");

    private RunJson() {}

    /**
     * {@return the run}
     *
     * @throws LearningException {@code results-outdated}
     */
    static ExperimentRun read(JsonNode run) {
        if (!NEEDED.stream().allMatch(run::has)) {
            throw new LearningException(
                    "results-outdated",
                    "The results come from an earlier version and do not fully say how they were measured.",
                    "Give the name of another file, or remove this one.");
        }
        ExperimentSetting setting = new ExperimentSetting(
                run.path("shots").asText(),
                run.path("pool").asText(),
                run.path("poolExamples").asInt(),
                run.path("poolSeed").asLong(),
                run.path("training").asText(),
                run.path("poolTraining").asText(),
                run.path("expert").asText(),
                run.path("parameters").asLong(),
                run.path("foundation").asText(),
                run.path("foundationSha256").asText());
        List<Double> weights = new ArrayList<>();
        run.path("weights").forEach(weight -> weights.add(weight.asDouble()));
        List<Outcome.SimilarTask> neighbors = new ArrayList<>();
        run.path("neighbors")
                .forEach(neighbor -> neighbors.add(new Outcome.SimilarTask(
                        neighbor.path("task").asText(),
                        neighbor.path("similarity").asDouble())));
        return new ExperimentRun(
                new ExperimentRun.Identity(
                        run.path("task").asText(),
                        run.path("method").asText(),
                        run.path("k").asInt(),
                        setting,
                        run.path("seed").asLong()),
                new Outcome(
                        run.path("validation").asDouble(),
                        run.path("test").asDouble(),
                        run.path("steps").asLong(),
                        weights,
                        neighbors),
                run.path("metric").asText(),
                run.has("chance") ? OptionalDouble.of(run.get("chance").asDouble()) : OptionalDouble.empty(),
                run.path("seconds").asDouble());
    }

    static void write(ExperimentRun run, ObjectNode json) {
        json.put("task", run.task());
        json.put("method", run.method());
        json.put("shots", run.setting().shots());
        json.put("seed", run.seed());
        json.put("validation", run.outcome().validation());
        json.put("test", run.outcome().test());
        json.put("metric", run.metric());
        run.chance().ifPresent(chance -> json.put("chance", chance));
        json.put("seconds", run.seconds());
        json.put("steps", run.outcome().steps());
        json.put("k", run.k());
        json.put("expert", run.setting().expert());
        json.put("parameters", run.setting().parameters());
        json.put("pool", run.setting().pool());
        json.put("poolExamples", run.setting().poolExamples());
        json.put("poolSeed", run.setting().poolSeed());
        json.put("training", run.setting().training());
        json.put("poolTraining", run.setting().poolTraining());
        json.put("foundation", run.setting().foundation());
        json.put("foundationSha256", run.setting().foundationSha256());
        ArrayNode weights = json.putArray("weights");
        run.outcome().weights().forEach(weights::add);
        ArrayNode neighbors = json.putArray("neighbors");
        run.outcome()
                .neighbors()
                .forEach(neighbor ->
                        neighbors.addObject().put("task", neighbor.task()).put("similarity", neighbor.similarity()));
    }
}
