package io.pituning.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.pituning.cli.street.Broker;
import io.pituning.cli.street.Failure;
import io.pituning.cli.street.Json;
import io.pituning.cli.street.Resubmission;
import io.pituning.cli.street.UserException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Publishes again what failed. */
@Command(
        name = "retry",
        header = "Republishes the records that a task failed on, once the cause is fixed.",
        description = {
            "%nEach goes to the topic it came from, with its key, value and headers unchanged. What 'pi failures' no longer lists"
                    + " is skipped: it has been overcome since, or is of an earlier registration of the task."
        },
        footer = {"%nExamples:", "  pi failures trec", "  pi retry trec", "  pi watch trec"})
final class RetryCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "TASK",
            description = "The task that failed, or the record's key, if the record names no task.")
    private String task;

    @Mixin
    private KafkaOption kafka;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        Broker broker = kafka.broker();
        List<Failure> failures = Failure.all(broker).stream()
                .filter(failure -> failure.task().equals(Optional.of(task)))
                .toList();
        if (failures.isEmpty()) {
            throw new UserException(
                    "nothing-failed", "No step of '" + task + "' has failed.", "'pi failures' lists what has failed.");
        }
        List<Resubmission> resubmissions = Resubmission.of(failures, broker);
        broker.publish(resubmissions.stream()
                .flatMap(resubmission -> resubmission.record().stream())
                .toList());
        PrintWriter out = spec.commandLine().getOut();
        if (json.wanted()) {
            out.println(Json.pretty(document(resubmissions)));
        } else {
            resubmissions.forEach(resubmission -> out.println(resubmission.place() + ": " + resubmission.reason()));
        }
        return resubmissions.stream()
                        .anyMatch(resubmission -> resubmission.record().isPresent())
                ? 0
                : 1;
    }

    static ArrayNode document(List<Resubmission> resubmissions) {
        ArrayNode document = Json.array();
        resubmissions.forEach(resubmission -> document.addObject()
                .put("topic", resubmission.original().topic())
                .put("partition", resubmission.original().partition())
                .put("offset", resubmission.original().offset())
                .put("published", resubmission.record().isPresent())
                .put("reason", resubmission.reason()));
        return document;
    }
}
