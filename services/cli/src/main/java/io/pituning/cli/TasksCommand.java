package io.pituning.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pituning.cli.data.DataSetJson;
import io.pituning.cli.street.Broker;
import io.pituning.cli.street.Findings;
import io.pituning.cli.street.Json;
import io.pituning.cli.street.TopicReader;
import io.pituning.cli.terminal.Numbers;
import io.pituning.cli.terminal.TextTable;
import io.pituning.learning.data.DataSet;
import io.pituning.learning.world.BuiltinTasks;
import io.pituning.schemas.Topic;
import io.pituning.schemas.event.TaskRegistered;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists tasks. */
@Command(
        name = "tasks",
        header = "Lists the registered tasks and how far each has got, or the builtin data sets.",
        description = {
            "%nA task is registered, trained, embedded, tuned, served, or failed as long as 'pi failures' lists a failure of it. That"
                    + " a worker serves it is known for the 7 days that pi.worker-events keeps: after them it is shown as tuned."
        },
        footer = {"%nExamples:", "  pi tasks", "  pi tasks --json", "  pi tasks --builtin"})
final class TasksCommand implements Callable<Integer> {
    private static final Set<Topic> STREET =
            Set.of(Topic.EXPERTS, Topic.TASK_VECTORS, Topic.TUNED_EXPERTS, Topic.FAILURES, Topic.WORKER_EVENTS);

    @Spec
    private CommandSpec spec;

    @Option(names = "--builtin", description = "List the builtin data sets instead; needs no Kafka.")
    private boolean builtin;

    @Mixin
    private KafkaOption kafka;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        if (builtin) {
            builtin();
        } else {
            registered();
        }
        return 0;
    }

    private void builtin() {
        List<DataSet> sets =
                BuiltinTasks.names().stream().map(BuiltinTasks::dataSet).toList();
        PrintWriter out = spec.commandLine().getOut();
        if (json.wanted()) {
            ArrayNode document = Json.array();
            for (DataSet data : sets) {
                ObjectNode node = document.addObject()
                        .put("dataset", "builtin:" + data.info().name());
                DataSetJson.describe(data, node);
            }
            out.println(Json.pretty(document));
            return;
        }
        TextTable table = new TextTable("dataset", "modality", "metric", "train", "validation", "test", "labels");
        sets.forEach(data -> table.row(
                "builtin:" + data.info().name(),
                data.info().modality().wireName(),
                data.info().metric().wireName(),
                Integer.toString(data.train().size()),
                Integer.toString(data.validation().size()),
                Integer.toString(data.test().size()),
                data.info().isClassification() ? String.join(", ", data.info().labels()) : "(generated)"));
        table.lines().forEach(out::println);
    }

    private void registered() {
        Broker broker = kafka.broker();
        Map<String, TaskRegistered> requests = broker.newest(TaskRegistered.class);
        Findings findings = new Findings(requests.values());
        try (TopicReader reader = broker.read(STREET)) {
            reader.toEnd(findings::take);
        }
        findings.forgetOvercome(broker);
        PrintWriter out = spec.commandLine().getOut();
        if (json.wanted()) {
            out.println(Json.pretty(document(requests.values(), findings)));
            return;
        }
        TextTable table = new TextTable("task", "state", "own test", "tuned test", "shots", "dataset");
        requests.values()
                .forEach(request -> table.row(
                        request.task(),
                        state(request.task(), findings),
                        ownTest(request.task(), findings).map(Numbers::percent).orElse("-"),
                        tunedTest(request.task(), findings)
                                .map(Numbers::percent)
                                .orElse("-"),
                        request.shots().map(shots -> Integer.toString(shots)).orElse("all"),
                        request.dataset()));
        if (table.isEmpty()) {
            out.println("No task is registered. 'pi register --help' shows how.");
        } else {
            table.lines().forEach(out::println);
        }
    }

    static ArrayNode document(Collection<TaskRegistered> requests, Findings findings) {
        ArrayNode document = Json.array();
        requests.forEach(request -> {
            ObjectNode node = document.addObject()
                    .put("task", request.task())
                    .put("registration", request.registrationId())
                    .put("state", state(request.task(), findings));
            ownTest(request.task(), findings).ifPresent(score -> node.put("ownTest", score));
            tunedTest(request.task(), findings).ifPresent(score -> node.put("tunedTest", score));
            node.set("request", Json.of(request));
        });
        return document;
    }

    private static Optional<Double> ownTest(String task, Findings findings) {
        return findings.trained(task).map(event -> event.metrics().test().accuracy());
    }

    private static Optional<Double> tunedTest(String task, Findings findings) {
        return findings.tuned(task).map(event -> event.metrics().tuned().test().accuracy());
    }

    private static String state(String task, Findings findings) {
        if (findings.failures().stream().anyMatch(failure -> failure.task().equals(Optional.of(task)))) {
            return "failed";
        }
        if (findings.isLoaded(task)) {
            return "served";
        }
        if (findings.tuned(task).isPresent()) {
            return "tuned";
        }
        if (findings.embedded(task).isPresent()) {
            return "embedded";
        }
        return findings.trained(task).isPresent() ? "trained" : "registered";
    }
}
