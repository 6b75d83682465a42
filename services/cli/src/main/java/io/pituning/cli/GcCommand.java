package io.pituning.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pituning.cli.street.Broker;
import io.pituning.cli.street.Json;
import io.pituning.cli.street.UserException;
import io.pituning.workflow.ArtifactStore;
import io.pituning.workflow.FolderStore;
import io.pituning.workflow.Garbage;
import io.pituning.workflow.StoreSettings;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Removes artifacts that nothing names any more. */
@Command(
        name = "gc",
        header = "Removes artifacts from the store that no event names any longer.",
        description = {
            "%nAn artifact is kept as long as any record still in Kafka names it, be it an event of the pipeline, a failure's original record or"
                    + " the graph's changelog, or it was used within the time of --older-than. Unfinished steps that"
                    + " were not resumed in that time are removed too. May run while the services do; run it on a schedule.",
            "%nThe store is that of the services, as set by PI_ARTIFACTS_ROOT and PI_ARTIFACTS_S3_…, or by --artifacts. The store of"
                    + " pi up --home DIR is DIR/artifacts if neither was given."
        },
        footer = {
            "%nExamples:",
            "  pi gc --dry-run",
            "  pi gc --older-than PT12H",
            "  pi gc --artifacts /tmp/pi/artifacts",
            "  pi gc --artifacts s3://experts/pi"
        })
final class GcCommand implements Callable<Integer> {
    private static final double MEGABYTE = 1e6;
    private static final String NAME_THE_STORE =
            "Name the services' store with --artifacts ROOT or PI_ARTIFACTS_ROOT; that of pi up --home DIR is DIR/artifacts.";

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--artifacts",
            paramLabel = "ROOT",
            description =
                    "The store: a folder or s3://BUCKET/PREFIX (default: PI_ARTIFACTS_ROOT, or ~/.pi-tuning/artifacts).")
    private Optional<String> root = Optional.empty();

    @Option(
            names = "--older-than",
            paramLabel = "DURATION",
            defaultValue = "P7D",
            converter = AgeConverter.class,
            description =
                    "Remove only what has been unused for at least this long (an ISO 8601 duration). Choose more than any step needs"
                            + " between writing its artifact and publishing its event"
                            + " (default: ${DEFAULT-VALUE}).")
    private Duration olderThan;

    @Option(names = "--dry-run", description = "Show what would be removed, but remove nothing.")
    private boolean dryRun;

    @Option(
            names = "--force",
            description =
                    "Proceed even if no record in Kafka names an artifact of this store, which usually means the wrong Kafka.")
    private boolean force;

    @Mixin
    private KafkaOption kafka;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        Broker broker = kafka.broker();
        try (ArtifactStore store = open(settings())) {
            Set<String> stored = store.artifacts();
            Garbage garbage = store.collect(
                    Instant.now().minus(olderThan),
                    () -> {
                        Set<String> named = broker.checksumsNamed();
                        requireRightKafka(stored, named, broker);
                        return named;
                    },
                    !dryRun);
            tell(garbage, stored.size());
            return 0;
        }
    }

    /** A store that is not there is a mistyped name: in an empty one there would be nothing to remove, and so nothing wrong. */
    private static ArtifactStore open(StoreSettings settings) {
        ArtifactStore store;
        try {
            store = settings.open();
        } catch (IllegalArgumentException e) {
            throw new UserException("folder-unusable", e.getMessage(), NAME_THE_STORE, e);
        }
        if (store instanceof FolderStore && !Files.isDirectory(Path.of(settings.root()))) {
            throw new UserException(
                    "folder-unusable", "The artifact store " + settings.root() + " is not there.", NAME_THE_STORE);
        }
        return store;
    }

    private void requireRightKafka(Set<String> stored, Set<String> named, Broker broker) {
        if (!force && !stored.isEmpty() && Collections.disjoint(stored, named)) {
            throw new UserException(
                    "gc-refused",
                    "The Kafka at " + broker.address() + " names none of the " + stored.size()
                            + " artifacts in the store.",
                    "Check that they belong together; if they do and everything may be removed, add --force.");
        }
    }

    private void tell(Garbage garbage, int stored) {
        PrintWriter out = spec.commandLine().getOut();
        if (json.wanted()) {
            out.println(Json.pretty(document(garbage, stored, !dryRun)));
        } else {
            out.printf(
                    "%s %d of %d artifacts, %d results and %d checkpoints, %.1f MB%n",
                    dryRun ? "would remove" : "removed",
                    garbage.artifacts().size(),
                    stored,
                    garbage.results(),
                    garbage.checkpoints(),
                    garbage.bytes() / MEGABYTE);
        }
    }

    static ObjectNode document(Garbage garbage, int stored, boolean removed) {
        ObjectNode document = Json.object()
                .put("removed", removed)
                .put("stored", stored)
                .put("results", garbage.results())
                .put("checkpoints", garbage.checkpoints())
                .put("bytes", garbage.bytes());
        garbage.artifacts().forEach(document.putArray("artifacts")::add);
        return document;
    }

    private StoreSettings settings() {
        Config config = ConfigProvider.getConfig();
        return new StoreSettings(
                root.orElseGet(() -> config.getValue(StoreSettings.ROOT, String.class)),
                config.getValue(StoreSettings.CACHE, Path.class),
                config.getOptionalValue(StoreSettings.ENDPOINT, URI.class),
                config.getValue(StoreSettings.REGION, String.class),
                config.getValue(StoreSettings.PATH_STYLE, Boolean.class));
    }

    /** Reads for how long an artifact must have been unused. */
    static final class AgeConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            Duration age;
            try {
                age = Duration.parse(text);
            } catch (DateTimeParseException e) {
                throw new TypeConversionException(
                        "'" + text + "' is not an ISO 8601 duration such as P7D (7 days) or PT12H (12 hours).");
            }
            if (age.isNegative()) {
                throw new TypeConversionException("'" + text + "' is negative.");
            }
            return age;
        }
    }
}
