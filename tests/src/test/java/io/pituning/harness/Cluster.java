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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * The five services and their broker, each a process of its own; any of them can be killed, stopped, held, started again or given company.
 */
public final class Cluster implements AutoCloseable {
    private static final Duration TO_START = Duration.ofMinutes(6);
    private static final int OK = 200;

    private final Path home;
    private final Map<String, String> settings;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Instance> instances = new ArrayList<>();
    private final BrokerProcess broker;
    /** How many instances it began with; whoever is behind them in the list was added. */
    private int founders;

    /** A service by the name of its module. */
    public enum Service {
        TRAINER,
        EMBEDDER,
        GRAPH,
        INTERPOLATOR,
        WORKER;

        public String module() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private Cluster(Path home, Map<String, String> settings) {
        this.home = home;
        this.settings = settings;
        this.broker = BrokerProcess.start(home.resolve("kafka"), BrokerProcess.Topics.ALL);
    }

    /**
     * Starts the broker and so many instances of each service; returns when all are ready.
     *
     * @param settings of all services, beside those that a cluster needs
     */
    public static Cluster start(Path home, int instancesOfEach, Map<String, String> settings) {
        var cluster = new Cluster(home, settings);
        try {
            for (int number = 0; number < instancesOfEach; number++) {
                for (Service service : Service.values()) {
                    cluster.add(service);
                }
            }
            cluster.founders = cluster.instances.size();
            cluster.instances.forEach(Instance::awaitReady);
            return cluster;
        } catch (RuntimeException | Error e) {
            cluster.close();
            throw e;
        }
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    public Path artifacts() {
        return home.resolve("artifacts");
    }

    /** Starts one more instance of a service; does not wait. */
    public Instance add(Service service) {
        long number = instances.stream()
                .filter(instance -> instance.service == service)
                .count();
        Instance instance = new Instance(service, service.module() + "-" + number);
        instance.start(Map.of());
        instances.add(instance);
        return instance;
    }

    /** {@return the first instance of a service} */
    public Instance the(Service service) {
        return instances.stream()
                .filter(instance -> instance.service == service)
                .findFirst()
                .orElseThrow();
    }

    /** Ends an instance that was added, in good order, and forgets it. */
    public void remove(Instance instance) {
        instance.stop();
        instances.remove(instance);
    }

    /** Ends instances that were added, and starts whatever else is not running; returns when everything is ready. */
    public void repair() {
        if (!broker.alive()) {
            broker.restart();
        }
        List.copyOf(instances.subList(founders, instances.size())).forEach(this::remove);
        instances.stream().filter(instance -> !instance.process.alive()).forEach(instance -> instance.start(Map.of()));
        instances.forEach(Instance::awaitReady);
    }

    /** Ends the broker as {@code kill -9} does. */
    public void killBroker() {
        broker.kill();
    }

    /** Starts the broker with the data it had; returns when it serves. */
    public void startBroker() {
        broker.restart();
    }

    /** One process of a service. */
    public final class Instance {
        private final Service service;
        private final String name;
        private final int httpPort = FreePort.find();
        private final int debugPort = FreePort.find();
        private JavaProcess process;

        private Instance(Service service, String name) {
            this.service = service;
            this.name = name;
        }

        /** Starts it, with settings of its own; does not wait. */
        public void start(Map<String, String> more) {
            Map<String, String> properties = new HashMap<>();
            properties.put("kafka.bootstrap.servers", bootstrapServers());
            properties.put("pi.artifacts.root", artifacts().toString());
            properties.put("pi.instance", name);
            properties.put("pi.worker.name", name);
            properties.put("quarkus.http.host", "localhost");
            properties.put("quarkus.http.port", Integer.toString(httpPort));
            // As the READMEs advise: a restarted instance takes its own place again.
            properties.put("mp.messaging.connector.smallrye-kafka.group.instance.id", name);
            properties.put("mp.messaging.connector.smallrye-kafka.session.timeout.ms", "10000");
            properties.put("kafka-streams.state.dir", home.resolve(name).toString());
            properties.put("kafka-streams.main.consumer.group.instance.id", name);
            properties.put("kafka-streams.main.consumer.session.timeout.ms", "10000");
            properties.put("kafka-streams.producer.transaction.timeout.ms", "5000");
            properties.put("kafka-streams.application.server", "localhost:" + httpPort);
            properties.putAll(settings);
            properties.putAll(more);
            Path jar = Path.of("../services", service.module(), "target/quarkus-app/quarkus-run.jar");
            process = JavaProcess.start(
                    jar,
                    List.of(),
                    List.of(
                            "-XX:TieredStopAtLevel=1",
                            "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=127.0.0.1:"
                                    + debugPort),
                    properties,
                    Map.of(),
                    home.resolve(name + ".txt"));
        }

        /** Returns when it says that it is ready. */
        public void awaitReady() {
            process.await("ready (" + name + ")", TO_START, this::ready);
        }

        private boolean ready() {
            try {
                return get("/q/health/ready").statusCode() == OK;
            } catch (IOException notListeningYet) {
                return false;
            }
        }

        /** {@return what it answers to a request for a path, as a text} */
        public HttpResponse<String> get(String path) throws IOException {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + httpPort + path))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            try {
                return http.send(request, BodyHandlers.ofString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while a service was asked", e);
            }
        }

        /** Ends it as {@code kill -9} does. */
        public void kill() {
            process.kill();
        }

        /** Asks it to stop (SIGTERM); {@return how long that took} */
        public Duration stop() {
            long begin = System.nanoTime();
            process.close();
            return Duration.ofNanos(System.nanoTime() - begin);
        }

        /** Holds the whole process, as {@code kill -STOP} does: for its peers it is gone, for itself no time passes. */
        public void suspend() {
            process.signal("STOP");
        }

        /** Ends what {@link #suspend} began. */
        public void resume() {
            process.signal("CONT");
        }

        /** Waits until it has written such a line, now or before. */
        public void awaitWritten(String part) {
            Awaitility.await("'" + part + "' in the log of " + name)
                    .atMost(EventLog.PATIENCE)
                    .until(() -> hasWritten(part));
        }

        public Debugger debugger() {
            return Debugger.attach(debugPort);
        }

        /** {@return whether it has written such a line since it was first started} */
        public boolean hasWritten(String part) {
            try {
                return Files.readString(home.resolve(name + ".txt")).contains(part);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        instances.forEach(instance -> instance.process.close());
        broker.close();
    }
}
