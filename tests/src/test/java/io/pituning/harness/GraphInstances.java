package io.pituning.harness;

import io.pituning.standalone.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Several instances of the graph service and a broker beside them, each a process of its own. */
public final class GraphInstances implements AutoCloseable {
    private static final Duration TO_START = Duration.ofMinutes(5);
    private static final Path JAR = Path.of("../services/graph/target/quarkus-app/quarkus-run.jar");
    private static final int OK = 200;

    private final BrokerProcess broker;
    private final Path home;
    private final Map<String, String> settings;
    private final List<JavaProcess> processes = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();

    private GraphInstances(BrokerProcess broker, Path home, Map<String, String> settings) {
        this.broker = broker;
        this.home = home;
        this.settings = Map.copyOf(settings);
    }

    /**
     * Starts so many instances; returns when all are ready.
     *
     * @param settings of each, beside those that it needs to be one of several
     */
    public static GraphInstances start(Path home, int instances, Map<String, String> settings) {
        var graph = new GraphInstances(
                BrokerProcess.start(home.resolve("kafka"), BrokerProcess.Topics.NONE), home, settings);
        try {
            Broker.createTopics(graph.bootstrapServers());
            for (int i = 0; i < instances; i++) {
                graph.add();
            }
            for (int i = 0; i < instances; i++) {
                graph.awaitReady(i);
            }
            return graph;
        } catch (RuntimeException e) {
            graph.close();
            throw e;
        }
    }

    /** Starts one more instance; does not wait. {@return its number} */
    public int add() {
        int instance = processes.size();
        ports.add(FreePort.find());
        processes.add(launch(instance));
        return instance;
    }

    private JavaProcess launch(int instance) {
        Map<String, String> properties = new HashMap<>(settings);
        properties.put("kafka.bootstrap.servers", broker.bootstrapServers());
        properties.put("kafka-streams.state.dir", state(instance).toString());
        // As services/graph/README.md advises: a restarted instance takes its own place again.
        properties.put("kafka-streams.main.consumer.group.instance.id", "graph-" + instance);
        properties.put("kafka-streams.main.consumer.session.timeout.ms", "10000");
        properties.put("kafka-streams.producer.transaction.timeout.ms", "5000");
        properties.put("kafka-streams.application.server", "localhost:" + ports.get(instance));
        properties.put("quarkus.http.host", "localhost");
        properties.put("quarkus.http.port", ports.get(instance).toString());
        return JavaProcess.start(JAR, List.of(), properties, home.resolve("graph-" + instance + ".txt"));
    }

    private Path state(int instance) {
        return home.resolve("streams-" + instance);
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Ends an instance as {@code kill -9} does. */
    public void kill(int instance) {
        processes.get(instance).kill();
    }

    /** Asks an instance to stop (SIGTERM); returns when it has. {@return how long that took} */
    public Duration stop(int instance) {
        long begun = System.nanoTime();
        processes.get(instance).close();
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Deletes what an ended instance has stored on its machine. */
    public void wipe(int instance) {
        try (Stream<Path> files = Files.walk(state(instance))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the broker as {@code kill -9} does; its data stay. */
    public void killBroker() {
        broker.kill();
    }

    /** Starts the broker again; returns when it serves. */
    public void restartBroker() {
        broker.restart();
    }

    /** Starts an ended instance again, with the state folder it had; does not wait. */
    public void restart(int instance) {
        processes.set(instance, launch(instance));
    }

    /** Waits until an instance says that it is ready. */
    public void awaitReady(int instance) {
        processes.get(instance).await("ready (graph-" + instance + ")", TO_START, () -> ready(ports.get(instance)));
    }

    private boolean ready(int port) {
        return get(port, "/q/health/ready")
                .filter(answer -> answer.statusCode() == OK)
                .isPresent();
    }

    /** {@return what an instance answers to a GET with status 200, nothing if it answers otherwise or not at all} */
    public Optional<String> ask(int instance, String path) {
        return get(ports.get(instance), path)
                .filter(answer -> answer.statusCode() == OK)
                .map(HttpResponse::body);
    }

    private Optional<HttpResponse<String>> get(int port, String path) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(15))
                .build();
        try {
            return Optional.of(http.send(request, BodyHandlers.ofString()));
        } catch (IOException notListening) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the graph was asked", e);
        }
    }

    @Override
    public void close() {
        processes.forEach(JavaProcess::close);
        broker.close();
    }
}
