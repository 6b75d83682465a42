package io.pituning.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.pituning.cli.street.Broker;
import io.pituning.cli.street.Json;
import io.pituning.cli.street.Resubmission;
import io.pituning.cli.street.UserException;
import io.pituning.schemas.event.StepFailed;
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
        header = "Publishes the records again that a task failed on, once the reason is gone.",
        description = {
            "%nEach goes to the topic it came from, with its key, its value and its headers as they were. A record that a newer one of"
                    + " the same key has superseded is left out."
        },
        footer = {"%nExamples:", "  pi failures trec", "  pi retry trec", "  pi watch trec"})
final class RetryCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "TASK", description = "The task that failed; for a record that told none, its key.")
    private String task;

    @Mixin
    private KafkaOption kafka;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        Broker broker = kafka.broker();
        List<StepFailed> failures = broker.all(StepFailed.class).stream()
                .filter(failed -> FailuresCommand.taskOf(failed).equals(Optional.of(task)))
                .toList();
        if (failures.isEmpty()) {
            throw new UserException(
                    "nothing-failed", "Nothing of '" + task + "' has failed.", "pi failures lists what has.");
        }
        List<Resubmission> resubmissions = Resubmission.of(failures, broker);
        broker.publish(resubmissions.stream()
                .flatMap(resubmission -> resubmission.record().stream())
                .toList());
        PrintWriter out = spec.commandLine().getOut();
        if (json.wanted()) {
            ArrayNode document = Json.array();
            resubmissions.forEach(resubmission -> document.addObject()
                    .put("topic", resubmission.original().topic())
                    .put("partition", resubmission.original().partition())
                    .put("offset", resubmission.original().offset())
                    .put("published", resubmission.record().isPresent())
                    .put("reason", resubmission.reason()));
            out.println(Json.pretty(document));
        } else {
            resubmissions.forEach(resubmission -> out.println(resubmission.place() + ": " + resubmission.reason()));
        }
        return resubmissions.stream()
                        .anyMatch(resubmission -> resubmission.record().isPresent())
                ? 0
                : 1;
    }
}
