package io.pituning.harness;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The five services, each started alone by configuration, against a broker that knows nothing of them. */
final class SeparateSystem implements RunningSystem {
    private final Broker broker;
    private final Path home;
    private final Function<String, Map<String, String>> variables;
    private final Map<String, ServiceProcess> services = new LinkedHashMap<>();

    private SeparateSystem(Broker broker, Path home, Function<String, Map<String, String>> variables) {
        this.broker = broker;
        this.home = home;
        this.variables = variables;
    }

    /** With the artifacts in a folder. */
    static SeparateSystem start(Broker broker, Path home) {
        return start(
                broker,
                home,
                service -> Map.of("PI_ARTIFACTS_ROOT", artifacts(home).toString()));
    }

    /** @param variables the environment of a service, which says where the artifacts are */
    static SeparateSystem start(Broker broker, Path home, Function<String, Map<String, String>> variables) {
        var system = new SeparateSystem(broker, home, variables);
        try {
            for (Cluster.Service service : Cluster.Service.values()) {
                system.launch(service.module());
            }
            system.services.values().forEach(ServiceProcess::awaitReady);
            return system;
        } catch (RuntimeException e) {
            system.close();
            throw e;
        }
    }

    private void launch(String name) {
        Map<String, String> settings = Map.of(
                "kafka.bootstrap.servers",
                broker.bootstrapServers(),
                "kafka-streams.state.dir",
                home.resolve("streams").toString());
        Map<String, String> environment =
                new HashMap<>(KafkaVariables.of(broker.clientSettings().apply("pi-" + name)));
        environment.putAll(variables.apply(name));
        ServiceProcess service = new ServiceProcess(name, name, home);
        service.start(List.of(), settings, environment);
        services.put(name, service);
    }

    @Override
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    @Override
    public URI worker() {
        return services.get("worker").address();
    }

    @Override
    public Path artifacts() {
        return artifacts(home);
    }

    private static Path artifacts(Path home) {
        return home.resolve("artifacts");
    }

    @Override
    public void close() {
        services.values().forEach(ServiceProcess::close);
        broker.close();
    }
}
