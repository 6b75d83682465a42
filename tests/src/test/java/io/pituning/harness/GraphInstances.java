package io.pituning.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
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
    private static final int OK = 200;

    private final BrokerProcess broker;
    private final Path home;
    private final Map<String, String> settings;
    private final List<ServiceProcess> processes = new ArrayList<>();

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
                BrokerProcess.start(home.resolve("kafka"), JavaProcess.COMPILED_QUICKLY), home, settings);
        try {
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
        processes.add(new ServiceProcess("graph", "graph-" + instance, home));
        restart(instance);
        return instance;
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
        return processes.get(instance).stop();
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
        ServiceProcess process = processes.get(instance);
        Map<String, String> properties = new HashMap<>(process.settingsOfOneOfSeveral());
        properties.put("kafka.bootstrap.servers", broker.bootstrapServers());
        properties.put("kafka-streams.state.dir", state(instance).toString());
        properties.putAll(settings);
        process.start(List.of(), properties, Map.of());
    }

    /** Waits until an instance says that it is ready. */
    public void awaitReady(int instance) {
        processes.get(instance).awaitReady();
    }

    /** {@return what an instance answers to a GET with status 200, nothing if it answers otherwise or not at all} */
    public Optional<String> ask(int instance, String path) {
        return get(instance, path).filter(answer -> answer.statusCode() == OK).map(HttpResponse::body);
    }

    /** {@return what an instance answers to a GET, nothing if it does not answer} */
    public Optional<HttpResponse<String>> get(int instance, String path) {
        return processes.get(instance).get(path);
    }

    @Override
    public void close() {
        processes.forEach(ServiceProcess::close);
        broker.close();
    }
}
