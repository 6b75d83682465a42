package io.pituning.cli;

import io.pituning.cli.street.WorkerClient;
import java.net.URI;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says where a worker is. */
final class WorkerOption {
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
        // The scheme of localhost:8080 is localhost.
        boolean http = "http".equalsIgnoreCase(worker.getScheme()) || "https".equalsIgnoreCase(worker.getScheme());
        if (!http || worker.getHost() == null || worker.getPort() > UpCommand.HIGHEST_PORT) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--worker (or PI_WORKER) must be like http://localhost:8080 or https://HOST:PORT, not " + worker
                            + ".");
        }
        return worker;
    }
}
