package io.pituning.harness;

import io.pituning.standalone.FreePort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The embedded broker in a process of its own, with the topics that {@code pi up} makes; restarted, it has its data and its address again. */
final class BrokerProcess implements AutoCloseable {
    private static final Duration TO_START = Duration.ofMinutes(5);

    private final Path folder;
    private final List<String> options;
    private final int port = FreePort.find();
    private JavaProcess process;
    private int starts;

    private BrokerProcess(Path folder, List<String> options) {
        this.folder = folder;
        this.options = options;
    }

    /**
     * Starts it with an empty folder; returns when it serves.
     *
     * @param options of the Java command
     */
    static BrokerProcess start(Path folder, List<String> options) {
        var broker = new BrokerProcess(folder, options);
        broker.restart();
        return broker;
    }

    String bootstrapServers() {
        return "localhost:" + port;
    }

    boolean alive() {
        return process.alive();
    }

    /** Ends it as {@code kill -9} does. */
    void kill() {
        process.kill();
    }

    /** Starts it again after its end; returns when it serves. */
    void restart() {
        Path output = folder.resolveSibling(folder.getFileName() + "-" + starts++ + ".txt");
        process = JavaProcess.startClass(
                BrokerMain.class, List.of(folder.toString(), Integer.toString(port)), options, output);
        process.await("ready (broker)", TO_START, () -> process.lines().contains(BrokerMain.READY));
    }

    @Override
    public void close() {
        process.close();
    }
}
