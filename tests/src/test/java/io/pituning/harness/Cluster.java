package io.pituning.harness;

import io.pituning.standalone.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
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
    private final Path home;
    private final Purpose purpose;
    private final Map<String, String> settings;
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

    /** What the services are started for. */
    public enum Purpose {
        /** Compiled quickly, the services with a port for {@link Debugger}. */
        FAULTS(JavaProcess.COMPILED_QUICKLY, true),
        /** As users start them. */
        MEASURING(List.of(), false);

        private final List<String> options;
        private final boolean debugged;

        Purpose(List<String> options, boolean debugged) {
            this.options = options;
            this.debugged = debugged;
        }

        private List<String> ofService(int debugPort) {
            List<String> all = new ArrayList<>(options);
            if (debugged) {
                all.add("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=127.0.0.1:" + debugPort);
            }
            return all;
        }
    }

    private Cluster(Path home, Purpose purpose, Map<String, String> settings) {
        this.home = home;
        this.purpose = purpose;
        this.settings = settings;
        this.broker = BrokerProcess.start(home.resolve("kafka"), purpose.options);
    }

    /**
     * Starts the broker and so many instances of each service; returns when all are ready.
     *
     * @param settings of all services, beside those that a cluster needs
     */
    public static Cluster start(Path home, Purpose purpose, int instancesOfEach, Map<String, String> settings) {
        var cluster = new Cluster(home, purpose, settings);
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
        private final ServiceProcess process;
        private final int debugPort = FreePort.find();

        private Instance(Service service, String name) {
            this.service = service;
            this.name = name;
            this.process = new ServiceProcess(service.module(), name, home);
        }

        /** Starts it, with settings of its own; does not wait. */
        public void start(Map<String, String> more) {
            Map<String, String> properties = new HashMap<>(process.settingsOfOneOfSeveral());
            properties.put("kafka.bootstrap.servers", bootstrapServers());
            properties.put("kafka-streams.state.dir", home.resolve(name).toString());
            properties.put("pi.artifacts.root", artifacts().toString());
            properties.put("pi.instance", name);
            properties.put("pi.worker.name", name);
            properties.putAll(settings);
            properties.putAll(more);
            process.start(purpose.ofService(debugPort), properties, Map.of());
        }

        /** Returns when it says that it is ready. */
        public void awaitReady() {
            process.awaitReady();
        }

        /** {@return address of its HTTP endpoints, with a slash at its end} */
        public URI address() {
            return process.address();
        }

        /** Ends it as {@code kill -9} does. */
        public void kill() {
            process.kill();
        }

        /** Asks it to stop (SIGTERM); {@return how long that took} */
        public Duration stop() {
            return process.stop();
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
                return Files.readString(process.output()).contains(part);
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
