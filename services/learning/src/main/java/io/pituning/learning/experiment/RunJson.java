package io.pituning.learning.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A run as the file has it: one flat object.
 *
 * <p>The first version wrote task, method, shots, seed, validation, test and seconds only; what such a run lacks are the defaults that the
 * command had then.
 */
final class RunJson {
    private static final int FIRST_POOL_EXAMPLES = 400;
    private static final int FIRST_NEIGHBORS = 3;

    private RunJson() {}

    static ExperimentRun read(JsonNode run) {
        String method = run.path("method").asText();
        ExperimentSetting setting = new ExperimentSetting(
                run.path("shots").asText(),
                run.path("pool").asText("full"),
                run.path("poolExamples").asInt(FIRST_POOL_EXAMPLES),
                run.path("expert").asText("lora"),
                run.path("parameters").asLong(),
                run.path("foundation").asText("pi-nano"));
        List<Double> weights = new ArrayList<>();
        run.path("weights").forEach(weight -> weights.add(weight.asDouble()));
        List<Outcome.SimilarTask> neighbors = new ArrayList<>();
        run.path("neighbors")
                .forEach(neighbor -> neighbors.add(new Outcome.SimilarTask(
                        neighbor.path("task").asText(),
                        neighbor.path("similarity").asDouble())));
        return new ExperimentRun(
                run.path("task").asText(),
                method,
                run.path("k").asInt(method.equals("pi") ? FIRST_NEIGHBORS : 0),
                setting,
                run.path("seed").asLong(),
                new Outcome(
                        run.path("validation").asDouble(),
                        run.path("test").asDouble(),
                        run.path("steps").asInt(),
                        weights,
                        neighbors),
                run.path("metric").asText("accuracy"),
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
        json.put("foundation", run.setting().foundation());
        ArrayNode weights = json.putArray("weights");
        run.outcome().weights().forEach(weights::add);
        ArrayNode neighbors = json.putArray("neighbors");
        run.outcome()
                .neighbors()
                .forEach(neighbor ->
                        neighbors.addObject().put("task", neighbor.task()).put("similarity", neighbor.similarity()));
    }
}
