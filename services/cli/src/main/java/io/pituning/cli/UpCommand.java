package io.pituning.cli;

import io.pituning.standalone.Standalone;
import io.pituning.standalone.StandaloneSettings;
import io.pituning.workflow.StoreSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts everything and serves until it is told to stop. */
@Command(
        name = "up",
        header = "Starts a Kafka broker and all services in one process, until Ctrl-C or SIGTERM.",
        description = {
            "%nAny Kafka client on this machine can use the broker. Records and experts are kept in --home"
                    + " and are available again after the next start."
        },
        footer = {
            "%nExamples:",
            "  pi up --data-root /data",
            "  pi up --models /models                           tasks may set \"foundation\": \"flan-t5-base\"",
            "  pi up --port 0 --http-port 0 --home /tmp/pi      free ports, shown in the last line",
            "  echo 'mood:{\"task\":\"mood\",\"dataset\":\"builtin:restaurant-reviews\",\"shots\":16}' \\",
            "    | kcat -P -b localhost:9092 -t pi.tasks -K: -X topic.partitioner=murmur2_random"
        })
final class UpCommand implements Callable<Integer> {
    static final int HIGHEST_PORT = 65_535;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "" + StandaloneSettings.DEFAULT_KAFKA_PORT,
            description = "Kafka's port on localhost; 0 picks a free one (default: ${DEFAULT-VALUE}).")
    private int kafkaPort;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            defaultValue = "" + StandaloneSettings.DEFAULT_HTTP_PORT,
            description = "Port of the services' HTTP endpoints; 0 picks a free one (default: ${DEFAULT-VALUE}).")
    private int httpPort;

    @Option(
            names = "--data-root",
            paramLabel = "DIR",
            description = "Folder that file: data sets may come from; can be given several times.")
    private List<Path> dataRoots = List.of();

    @Option(
            names = "--models",
            paramLabel = "DIR",
            description =
                    "Folder of model folders, which a task may name as its foundation, in addition to pi-nano (default: PI_MODELS_ROOT).")
    private Optional<Path> models = Optional.empty();

    @Option(
            names = "--artifacts",
            paramLabel = "ROOT",
            defaultValue = "${env:PI_ARTIFACTS_ROOT}",
            description =
                    "Where experts are kept: a folder or s3://BUCKET/PREFIX (default: PI_ARTIFACTS_ROOT, or artifacts in --home).")
    private Optional<String> artifacts = Optional.empty();

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description =
                    "Folder for what is kept between starts, including experts unless --artifacts or PI_ARTIFACTS_ROOT says otherwise (default: ~/.pi-tuning).")
    private Optional<Path> home = Optional.empty();

    @Override
    public Integer call() {
        requirePort("--port", kafkaPort);
        requirePort("--http-port", httpPort);
        StandaloneSettings settings = settings();
        // On the error stream: scripts read the line that follows on the other one.
        spec.commandLine().getErr().println("starting Kafka and all services in " + settings.home());
        spec.commandLine().getErr().flush();
        try (Standalone standalone = Standalone.start(settings)) {
            spec.commandLine().getOut().println(standalone.readyLine());
            spec.commandLine().getOut().flush();
            standalone.awaitEnd();
        }
        return 0;
    }

    private StandaloneSettings settings() {
        for (Path root : dataRoots) {
            WrongUsage.unless(Files.isDirectory(root), spec, "--data-root must be a folder: " + root + " is not one.");
        }
        StandaloneSettings defaults = StandaloneSettings.defaults();
        StandaloneSettings settings = defaults.withHome(home.orElse(defaults.home()))
                .withKafkaPort(kafkaPort)
                .withHttpPort(httpPort)
                .withDataRoots(dataRoots);
        if (artifacts.isPresent()) {
            settings = settings.withProperty(StoreSettings.ROOT, artifacts.get());
        }
        if (models.isPresent()) {
            WrongUsage.unless(Files.isDirectory(models.get()), spec, "--models must be a folder of model folders.");
            settings = settings.withProperty(
                    "pi.models.root", models.get().toAbsolutePath().normalize().toString());
        }
        return settings;
    }

    private void requirePort(String option, int port) {
        WrongUsage.unless(port >= 0 && port <= HIGHEST_PORT, spec, option + " must be from 0 to " + HIGHEST_PORT + ".");
    }
}
