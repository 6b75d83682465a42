package io.pituning.harness;

import java.net.URI;
import java.nio.file.Path;

/** The whole system while it runs: a broker with the topics, and the five services. */
public interface RunningSystem extends AutoCloseable {
    /** {@return host and port of the broker} */
    String bootstrapServers();

    /** {@return address of the worker's HTTP endpoints, with a slash at its end} */
    URI worker();

    /** {@return the folder that keeps what the steps made} */
    Path artifacts();

    /** Stops it in good order. */
    @Override
    void close();
}
