package io.pituning.cli;

import io.pituning.cli.street.WorkerClient;
import java.net.URI;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says where a worker is. */
final class WorkerOption {
    /** Without a path, which would be lost: a worker's paths begin at the root. */
    private static final Pattern ADDRESS = Pattern.compile("https?://[^/?#]+/?", Pattern.CASE_INSENSITIVE);

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--worker",
            paramLabel = "URL",
            defaultValue = "${env:PI_WORKER:-http://localhost:8080}",
            description = "A worker's address (default: ${DEFAULT-VALUE}; environment: PI_WORKER).")
    private URI worker;

    /** @throws ParameterException as {@link #address()} */
    WorkerClient client() {
        return new WorkerClient(address());
    }

    /** @throws ParameterException when nothing can be asked there over HTTP */
    URI address() {
        if (!ADDRESS.matcher(worker.toString()).matches()
                || worker.getHost() == null
                || worker.getPort() > UpCommand.HIGHEST_PORT) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--worker (or PI_WORKER) must be like http://localhost:8080 or https://HOST:PORT, not " + worker
                            + ".");
        }
        return worker;
    }
}
