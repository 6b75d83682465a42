package io.pituning.cli;

import io.pituning.cli.street.Json;
import io.pituning.schemas.event.StepFailed;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tells what could not be done. */
@Command(
        name = "failures",
        header = "Tells what could not be done, why, and what to do about it.",
        footer = {
            "%nExamples:",
            "  pi failures",
            "  pi failures --json       the events of pi.failures, with the original records"
        })
final class FailuresCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOption kafka;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        List<StepFailed> failures = kafka.broker().all(StepFailed.class);
        PrintWriter out = spec.commandLine().getOut();
        if (json.wanted()) {
            out.println(Json.pretty(Json.of(failures)));
        } else if (failures.isEmpty()) {
            out.println("Nothing has failed.");
        }
        if (!json.wanted()) {
            failures.forEach(failed -> tell(out, failed));
        }
        return 0;
    }

    private static void tell(PrintWriter out, StepFailed failed) {
        String task = failed.task().or(() -> failed.original().key()).orElse("(no task)");
        out.println(task + ", " + failed.step().name().toLowerCase(Locale.ROOT) + ": " + failed.message());
        out.println("    " + failed.advice() + " (" + failed.code() + ", "
                + failed.original().topic() + " partition " + failed.original().partition() + " offset "
                + failed.original().offset() + ")");
    }
}
