package io.pituning.harness;

import io.pituning.standalone.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The five services, each started alone by configuration, against a broker that knows nothing of them. */
final class SeparateSystem implements RunningSystem {
    private static final List<String> SERVICES = List.of("trainer", "embedder", "graph", "interpolator", "worker");
    private static final Duration TO_START = Duration.ofMinutes(10);
    private static final int OK = 200;

    private record Service(JavaProcess process, int port) {}

    private final Broker broker;
    private final Path home;
    private final Function<String, Map<String, String>> variables;
    private final Map<String, Service> services = new LinkedHashMap<>();
    private final HttpClient http = HttpClient.newHttpClient();

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
            SERVICES.forEach(system::launch);
            system.services.forEach((name, service) ->
                    service.process().await("ready (" + name + ")", TO_START, () -> system.healthy(service.port())));
            return system;
        } catch (RuntimeException e) {
            system.close();
            throw e;
        }
    }

    private void launch(String name) {
        int port = FreePort.find();
        Map<String, String> properties = Map.of(
                "kafka.bootstrap.servers", broker.bootstrapServers(),
                "kafka-streams.state.dir", home.resolve("streams").toString(),
                "quarkus.http.host", "localhost",
                "quarkus.http.port", Integer.toString(port));
        Map<String, String> environment =
                new HashMap<>(KafkaVariables.of(broker.clientSettings().apply("pi-" + name)));
        environment.putAll(variables.apply(name));
        Path jar = Path.of("../services", name, "target/quarkus-app/quarkus-run.jar");
        JavaProcess process =
                JavaProcess.start(jar, List.of(), List.of(), properties, environment, home.resolve(name + ".txt"));
        services.put(name, new Service(process, port));
    }

    private boolean healthy(int port) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/q/health"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException notListeningYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while services were starting", e);
        }
    }

    @Override
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    @Override
    public URI worker() {
        return URI.create("http://localhost:" + services.get("worker").port() + "/");
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
        services.values().forEach(service -> service.process().close());
        broker.close();
    }
}
