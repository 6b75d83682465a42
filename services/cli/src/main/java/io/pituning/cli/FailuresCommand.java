package io.pituning.cli;

import io.pituning.cli.street.Json;
import io.pituning.schemas.event.StepFailed;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what could not be done. */
@Command(
        name = "failures",
        header = "Lists what failed, why, and what to do about it.",
        description = "%nFailures that may be temporary have already been retried; the line says how often.",
        footer = {
            "%nExamples:",
            "  pi failures",
            "  pi failures trec         failures of one task",
            "  pi failures --json       the events of pi.failures, with the original records",
            "  pi retry trec            once the cause is fixed: publishes the original records again"
        })
final class FailuresCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "TASK", arity = "0..1", description = "Show only this task's failures.")
    private Optional<String> task = Optional.empty();

    @Mixin
    private KafkaOption kafka;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        List<StepFailed> failures = kafka.broker().all(StepFailed.class).stream()
                .filter(failed -> task.isEmpty() || task.equals(taskOf(failed)))
                .toList();
        PrintWriter out = spec.commandLine().getOut();
        if (json.wanted()) {
            out.println(Json.pretty(Json.of(failures)));
        } else if (failures.isEmpty()) {
            out.println("Nothing has failed.");
        } else {
            failures.forEach(failed -> tell(out, failed));
        }
        return 0;
    }

    /** {@return the task a failure is about: the event's, or what the record's key says where the record could not be read} */
    static Optional<String> taskOf(StepFailed failed) {
        return failed.task().or(() -> failed.original().key());
    }

    private static void tell(PrintWriter out, StepFailed failed) {
        out.println(Printable.of(taskOf(failed).orElse("(no task)")) + ", "
                + failed.step().name().toLowerCase(Locale.ROOT) + ": " + failed.message());
        out.println("    " + failed.advice() + " (" + failed.code()
                + (failed.attempt() > 1 ? ", " + failed.attempt() + " attempts" : "") + ", "
                + failed.original().topic() + " partition " + failed.original().partition() + " offset "
                + failed.original().offset() + ")");
    }
}
