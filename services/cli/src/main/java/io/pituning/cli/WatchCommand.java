package io.pituning.cli;

import io.pituning.cli.street.Arrival;
import io.pituning.cli.street.Broker;
import io.pituning.cli.street.Failure;
import io.pituning.cli.street.Findings;
import io.pituning.cli.street.TopicReader;
import io.pituning.cli.street.UserException;
import io.pituning.cli.terminal.Display;
import io.pituning.cli.terminal.Durations;
import io.pituning.cli.terminal.Gauge;
import io.pituning.cli.terminal.Numbers;
import io.pituning.cli.terminal.Terminal;
import io.pituning.schemas.Topic;
import io.pituning.schemas.event.ExpertTrained;
import io.pituning.schemas.event.ExpertTuned;
import io.pituning.schemas.event.Step;
import io.pituning.schemas.event.StepFailed;
import io.pituning.schemas.event.StepProgress;
import io.pituning.schemas.event.TaskEmbedded;
import io.pituning.schemas.event.TaskRegistered;
import io.pituning.schemas.event.WorkerEvent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Follows what happens. */
@Command(
        name = "watch",
        header = "Shows live progress: a bar for each running step, a line for each that ends.",
        description = {
            "%nWith TASK it ends when the task's tuned expert is available (exit code 0) or a step has failed (1);"
                    + " failures that 'pi failures' no longer lists do not count. Without TASK it runs until Ctrl-C. Either way it ends, too,"
                    + " when nobody reads its output any more (0)."
        },
        footer = {
            "%nExamples:",
            "  pi watch",
            "  pi register trec.json && pi watch trec && pi predict trec --text \"why ?\""
        })
final class WatchCommand implements Callable<Integer> {
    private static final Set<Topic> TOPICS = Set.of(
            Topic.EXPERTS,
            Topic.TASK_VECTORS,
            Topic.TUNED_EXPERTS,
            Topic.PROGRESS,
            Topic.FAILURES,
            Topic.WORKER_EVENTS);

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "TASK", description = "Follow only this task.")
    private Optional<String> task = Optional.empty();

    @Mixin
    private KafkaOption kafka;

    @Override
    public Integer call() {
        Broker broker = kafka.broker();
        Terminal terminal = Terminal.current();
        try (TopicReader reader = broker.read(TOPICS);
                Display display = terminal.display(spec.commandLine().getOut(), terminal.output())) {
            if (task.isPresent()) {
                return one(broker, reader, display, task.get());
            }
            reader.skipToEnd();
            display.say("watching " + broker.address() + " until Ctrl-C");
            while (display.isRead()) {
                reader.next(arrival -> show(arrival, display));
            }
            return 0;
        }
    }

    private int one(Broker broker, TopicReader reader, Display display, String name) {
        TaskRegistered request = Optional.ofNullable(
                        broker.newest(TaskRegistered.class).get(name))
                .orElseThrow(() -> new UserException(
                        "task-unknown",
                        "No task named " + name + " is registered.",
                        "'pi tasks' lists the registered tasks, 'pi register' registers one."));
        Findings findings = new Findings(List.of(request));
        reader.toEnd(arrival -> {
            findings.take(arrival);
            // Of old failures only those are told that still stand.
            if (arrival.as(StepProgress.class).isEmpty()
                    && Failure.of(arrival).isEmpty()
                    && arrival.key().filter(name::equals).isPresent()) {
                show(arrival, display);
            }
        });
        findings.forgetOvercome(broker);
        findings.failures().forEach(failure -> tell(failure, display));
        while (findings.tuned(name).isEmpty() && findings.failures().isEmpty() && display.isRead()) {
            reader.next(arrival -> {
                findings.take(arrival);
                if (arrival.key().filter(name::equals).isPresent()) {
                    show(arrival, display);
                }
            });
            findings.forgetOvercome(broker);
        }
        return findings.tuned(name).isEmpty() && !findings.failures().isEmpty() ? 1 : 0;
    }

    static void show(Arrival arrival, Display display) {
        arrival.as(StepProgress.class).ifPresent(event -> progress(event, display));
        arrival.as(ExpertTrained.class)
                .ifPresent(event -> display.say(event.task() + ": own expert, "
                        + Numbers.percent(event.metrics().validation().accuracy()) + " % on validation"));
        arrival.as(TaskEmbedded.class).ifPresent(event -> display.say(event.task() + ": vector"));
        arrival.as(ExpertTuned.class)
                .ifPresent(event -> display.say(event.task() + ": tuned expert, "
                        + Numbers.percent(event.metrics().tuned().validation().accuracy()) + " % on validation (own "
                        + Numbers.percent(event.metrics().own().validation().accuracy()) + " %)"));
        arrival.as(WorkerEvent.class)
                .ifPresent(event -> display.say(event.task() + ": "
                        + event.kind().name().toLowerCase(Locale.ROOT) + " by worker " + event.worker()));
        Failure.of(arrival).ifPresent(failure -> tell(failure, display));
    }

    private static void tell(Failure failure, Display display) {
        StepFailed event = failure.event();
        // A record that could not be read has no step at work, whatever its key says.
        event.task().ifPresent(task -> display.drop(bar(task, event.step())));
        display.say(
                Printable.task(failure) + ": " + event.message() + " " + event.advice() + " (" + event.code() + ")");
    }

    private static String bar(String task, Step step) {
        return task + " " + step.name().toLowerCase(Locale.ROOT);
    }

    private static void progress(StepProgress event, Display display) {
        String key = bar(event.task(), event.step());
        if (event.done() >= event.total()) {
            display.drop(key);
        } else {
            display.show(
                    key,
                    new Gauge(
                            key,
                            event.what(),
                            event.done(),
                            event.total(),
                            event.remainingSeconds().map(Durations::ofSeconds)));
        }
    }
}
