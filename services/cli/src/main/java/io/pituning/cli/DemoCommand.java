package io.pituning.cli;

import io.pituning.cli.demo.DemoPlan;
import io.pituning.cli.demo.DemoReport;
import io.pituning.cli.demo.DemoRun;
import io.pituning.cli.demo.Questions;
import io.pituning.cli.street.Broker;
import io.pituning.cli.street.Failure;
import io.pituning.cli.street.Findings;
import io.pituning.cli.street.Json;
import io.pituning.cli.street.KafkaSettings;
import io.pituning.cli.street.WorkerClient;
import io.pituning.cli.terminal.Display;
import io.pituning.cli.terminal.Terminal;
import io.pituning.schemas.event.StepFailed;
import io.pituning.standalone.Standalone;
import io.pituning.standalone.StandaloneSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the whole system at work and what interpolation brings. */
@Command(
        name = "demo",
        header = "Shows the whole system at work, in a temporary folder and on free ports.",
        description = {
            "%nPublishes tasks with plenty of data (the pool), then tasks with few examples (newcomers), waits until all"
                    + " are tuned and served, and prints what each gained from interpolation."
        },
        footer = {
            "%nExamples:",
            "  pi demo                              builtin tasks, 8 to 10 minutes on 2 slow cores",
            "  pi demo --json > demo.json           the same for a script; progress goes to the error stream",
            "  pi demo --data /data                 every folder below it with a dataset.json is a task",
            "  pi demo --data /data --newcomers trec,pets --shots 8"
        })
final class DemoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of task folders to use instead of the builtin tasks.")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--newcomers",
            paramLabel = "NAME",
            split = ",",
            description = "With --data: which tasks get few examples (default: of each modality, the last by name).")
    private Set<String> newcomers = Set.of();

    @Option(
            names = "--shots",
            paramLabel = "N",
            defaultValue = "" + DemoPlan.DEFAULT_SHOTS,
            description = "Examples per label of a newcomer (default: ${DEFAULT-VALUE}).")
    private int shots;

    @Option(
            names = "--pool-examples",
            paramLabel = "N",
            defaultValue = "" + DemoPlan.DEFAULT_POOL_EXAMPLES,
            description = "Maximum number of training examples of a pool task (default: ${DEFAULT-VALUE}).")
    private int poolExamples;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Keep everything in this folder (default: a temporary one).")
    private Optional<Path> home = Optional.empty();

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() throws IOException {
        DemoPlan plan = plan();
        Path folder = home.isPresent() ? home.get() : Files.createTempDirectory("pi-demo-");
        Terminal terminal = Terminal.current();
        PrintWriter progress =
                json.wanted() ? spec.commandLine().getErr() : spec.commandLine().getOut();
        try (Display display = terminal.display(progress, json.wanted() ? terminal.errors() : terminal.output())) {
            return run(plan, folder, display);
        } finally {
            tidy(folder);
        }
    }

    private DemoPlan plan() {
        WrongUsage.unless(shots > 0, spec, "--shots must be at least 1.");
        WrongUsage.unless(poolExamples > 0, spec, "--pool-examples must be at least 1.");
        WrongUsage.unless(data.isPresent() || newcomers.isEmpty(), spec, "--newcomers requires --data.");
        return data.map(folder -> DemoPlan.of(folder, newcomers, shots, poolExamples))
                .orElseGet(() -> DemoPlan.builtin(shots, poolExamples));
    }

    private int run(DemoPlan plan, Path folder, Display display) {
        Instant begin = Instant.now();
        StandaloneSettings settings = StandaloneSettings.defaults()
                .withHome(folder)
                .withKafkaPort(0)
                .withHttpPort(0)
                .withDataRoots(plan.dataRoots())
                .withProperty("pi.graph.gather", Integer.toString(DemoRun.gather(plan)));
        display.say("starting Kafka and all services in " + folder);
        try (Standalone standalone = Standalone.start(settings, () -> tidy(folder))) {
            display.say(standalone.readyLine());
            Findings findings =
                    new DemoRun(plan, new Broker(KafkaSettings.of(standalone.bootstrapServers())), display).run();
            if (!findings.failures().isEmpty()) {
                findings.failures().forEach(this::complain);
                return 1;
            }
            double wall = Duration.between(begin, Instant.now()).toMillis() / 1e3;
            display.say("the worker's answers to examples that no expert has seen:");
            new Questions(plan, new WorkerClient(URI.create("http://localhost:" + standalone.httpPort())))
                    .ask()
                    .forEach(display::say);
            report(DemoReport.of(plan, findings, wall));
            return 0;
        }
    }

    private void report(DemoReport report) {
        PrintWriter out = spec.commandLine().getOut();
        if (json.wanted()) {
            out.println(Json.pretty(report.toJson()));
        } else {
            out.println();
            report.lines().forEach(out::println);
        }
        out.flush();
    }

    private void complain(Failure failure) {
        StepFailed event = failure.event();
        Complaints.complain(
                spec.commandLine().getErr(),
                Printable.task(failure) + ": " + event.message(),
                event.advice(),
                event.code());
    }

    /** Deletes the folder if it is a temporary one. */
    private void tidy(Path folder) {
        if (home.isEmpty()) {
            delete(folder);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException leftToTheSystem) {
            // It lies in the folder for temporary files, which the system empties.
        }
    }
}
