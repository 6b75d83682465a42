package io.pituning.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pituning.cli.street.Broker;
import io.pituning.cli.street.Failure;
import io.pituning.cli.street.Json;
import io.pituning.schemas.event.StepFailed;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what could not be done. */
@Command(
        name = "failures",
        header = "Lists what failed, why, and what to do about it.",
        description = {
            "%nFailures that may be temporary have already been retried; the line says how often.",
            "%nA failure is listed until it is overcome: its record was published again (pi retry, pi register), the task was registered"
                    + " differently, or, if a worker could not load an expert, any worker has loaded it since or 7 days have passed, after which"
                    + " pi.worker-events no longer tells. A retry that fails again is listed once. A record whose key is not its task's"
                    + " name stays listed. --all lists everything that Kafka still holds."
        },
        footer = {
            "%nExamples:",
            "  pi failures",
            "  pi failures trec         failures of one task",
            "  pi failures --all        also those that have been overcome",
            "  pi failures --json       the events of pi.failures, with the original records and the time of each",
            "  pi retry trec            once the cause is fixed: publishes the original records again"
        })
final class FailuresCommand implements Callable<Integer> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "TASK", arity = "0..1", description = "Show only this task's failures.")
    private Optional<String> task = Optional.empty();

    @Option(names = "--all", description = "Show the whole history, including failures that have been overcome.")
    private boolean all;

    @Mixin
    private KafkaOption kafka;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        Broker broker = kafka.broker();
        List<Failure> history = Failure.all(broker).stream()
                .filter(failure -> task.isEmpty() || task.equals(failure.task()))
                .toList();
        tell(all ? history : Failure.standing(history, broker), !history.isEmpty());
        return 0;
    }

    private void tell(List<Failure> failures, boolean everFailed) {
        PrintWriter out = spec.commandLine().getOut();
        if (json.wanted()) {
            out.println(Json.pretty(document(failures)));
        } else if (failures.isEmpty()) {
            out.println(nothing(task, everFailed));
        } else {
            failures.forEach(failure -> out.println(lines(failure, ZoneId.systemDefault())));
        }
    }

    static ArrayNode document(List<Failure> failures) {
        ArrayNode document = Json.array();
        failures.forEach(failure -> document.addObject()
                .put("time", failure.at().toString())
                .setAll((ObjectNode) Json.of(failure.event())));
        return document;
    }

    /** {@return what is told where there is nothing to list} */
    static String nothing(Optional<String> task, boolean everFailed) {
        if (everFailed) {
            return "Nothing stands as failed; 'pi failures --all' lists what has been overcome or retried.";
        }
        return task.map(name -> "No step of '" + name + "' has failed.").orElse("Nothing has failed.");
    }

    /** {@return what is wrong and what to do, a line each} */
    static String lines(Failure failure, ZoneId zone) {
        StepFailed failed = failure.event();
        return Printable.task(failure) + ", "
                + failed.step().name().toLowerCase(Locale.ROOT) + ": " + failed.message() + System.lineSeparator()
                + "    " + failed.advice() + " (" + failed.code()
                + (failed.attempt() > 1 ? ", " + failed.attempt() + " attempts" : "") + ", "
                + failed.original().topic() + " partition " + failed.original().partition() + " offset "
                + failed.original().offset() + ", " + TIME.format(failure.at().atZone(zone)) + ")";
    }
}
