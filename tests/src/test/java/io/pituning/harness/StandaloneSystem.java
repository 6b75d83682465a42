package io.pituning.harness;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The system in one process with its embedded broker, started by the packaged command: {@code pi up}. */
public final class StandaloneSystem implements RunningSystem {
    private static final Duration TO_START = Duration.ofMinutes(6);
    private static final Pattern READY = Pattern.compile("ready: kafka (\\S+), http (\\S+)");

    private final Path home;
    private final JavaProcess process;
    private final String bootstrapServers;
    private final URI http;

    private StandaloneSystem(Path home, JavaProcess process, Matcher ready) {
        this.home = home;
        this.process = process;
        this.bootstrapServers = ready.group(1);
        this.http = URI.create("http://" + ready.group(2) + "/");
    }

    /**
     * Starts it on free ports and returns when it says that it is ready.
     *
     * @param home folder for everything it keeps; may hold what an earlier start left
     * @param more further arguments of {@code pi up}
     */
    public static StandaloneSystem start(Path home, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("up", "--port", "0", "--http-port", "0", "--home", home.toString()));
        arguments.addAll(List.of(more));
        Path output = home.resolve("output-" + System.nanoTime() + ".txt");
        JavaProcess process = JavaProcess.start(PiCommand.JAR, arguments, Map.of(), output);
        try {
            process.await("ready", TO_START, () -> ready(process).isPresent());
            return new StandaloneSystem(home, process, ready(process).orElseThrow());
        } catch (RuntimeException e) {
            process.kill();
            throw e;
        }
    }

    private static Optional<Matcher> ready(JavaProcess process) {
        return process.lines().stream()
                .map(READY::matcher)
                .filter(Matcher::matches)
                .findFirst();
    }

    @Override
    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public URI worker() {
        return http;
    }

    @Override
    public Path artifacts() {
        return home.resolve("artifacts");
    }

    /** Runs another {@code pi} command against it; {@return what that printed, and its exit code in the last line} */
    public String pi(String... arguments) {
        return PiCommand.run(home, Map.of("PI_BOOTSTRAP_SERVER", bootstrapServers), arguments);
    }

    /** {@return bytes on the Java heap that are in use after a garbage collection} */
    public long liveHeap() {
        return process.liveHeap();
    }

    /** Ends broker and services as {@code kill -9} does. */
    public void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }
}
