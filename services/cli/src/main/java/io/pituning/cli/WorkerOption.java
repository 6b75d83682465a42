package io.pituning.cli;

import io.pituning.cli.street.WorkerClient;
import java.net.URI;
import picocli.CommandLine.Option;

/** Says where a worker is. */
final class WorkerOption {
    @Option(
            names = "--worker",
            paramLabel = "URL",
            defaultValue = "${env:PI_WORKER:-http://localhost:8080}",
            description = "Where a worker is (default: ${DEFAULT-VALUE}; environment: PI_WORKER).")
    private URI worker;

    WorkerClient client() {
        return new WorkerClient(worker);
    }

    URI address() {
        return worker;
    }
}
