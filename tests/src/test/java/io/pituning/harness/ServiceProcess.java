package io.pituning.harness;

import io.pituning.standalone.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A packaged service in a process of its own, with a port for HTTP that it keeps when it is started again. */
final class ServiceProcess implements AutoCloseable {
    private static final Duration TO_START = Duration.ofMinutes(6);
    private static final Duration TO_ANSWER = Duration.ofSeconds(15);
    private static final int OK = 200;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String name;
    private final Path jar;
    private final Path output;
    private final int port = FreePort.find();
    private JavaProcess process;

    /**
     * A service that is not started yet.
     *
     * @param module the service's module
     * @param name its own among the instances of the service
     * @param home folder for what it writes, {@code NAME.txt}
     */
    ServiceProcess(String module, String name, Path home) {
        this.name = name;
        this.jar = Path.of("../services", module, "target/quarkus-app/quarkus-run.jar");
        this.output = home.resolve(name + ".txt");
    }

    /**
     * Starts it; does not wait.
     *
     * @param options of the Java command
     * @param settings as system properties, beside its address
     * @param environment further variables
     */
    void start(List<String> options, Map<String, String> settings, Map<String, String> environment) {
        Map<String, String> properties = new HashMap<>(settings);
        properties.put("quarkus.http.host", "localhost");
        properties.put("quarkus.http.port", Integer.toString(port));
        process = JavaProcess.start(jar, List.of(), options, properties, environment, output);
    }

    /**
     * {@return what makes it one of several, as the READMEs advise: a restarted instance takes its own place again, and the others can ask it}
     */
    Map<String, String> settingsOfOneOfSeveral() {
        return Map.of(
                "mp.messaging.connector.smallrye-kafka.group.instance.id",
                name,
                "mp.messaging.connector.smallrye-kafka.session.timeout.ms",
                "10000",
                "kafka-streams.main.consumer.group.instance.id",
                name,
                "kafka-streams.main.consumer.session.timeout.ms",
                "10000",
                "kafka-streams.producer.transaction.timeout.ms",
                "5000",
                "kafka-streams.application.server",
                "localhost:" + port);
    }

    /** Returns when it says that it is ready. */
    void awaitReady() {
        process.await("ready (" + name + ")", TO_START, () -> get("/q/health/ready")
                .filter(answer -> answer.statusCode() == OK)
                .isPresent());
    }

    /** {@return what it answers to a GET, nothing if it does not answer} */
    Optional<HttpResponse<String>> get(String path) {
        var request = HttpRequest.newBuilder(address().resolve(path))
                .timeout(TO_ANSWER)
                .build();
        try {
            return Optional.of(HTTP.send(request, BodyHandlers.ofString()));
        } catch (IOException notListening) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a service was asked", e);
        }
    }

    URI address() {
        return URI.create("http://localhost:" + port + "/");
    }

    /** {@return the file that takes what it writes} */
    Path output() {
        return output;
    }

    boolean alive() {
        return process.alive();
    }

    /** Ends it as {@code kill -9} does. */
    void kill() {
        process.kill();
    }

    /** Sends a signal. */
    void signal(String signal) {
        process.signal(signal);
    }

    /** Asks it to stop (SIGTERM); returns when it has. {@return how long that took} */
    Duration stop() {
        long begun = System.nanoTime();
        process.close();
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    @Override
    public void close() {
        stop();
    }
}
