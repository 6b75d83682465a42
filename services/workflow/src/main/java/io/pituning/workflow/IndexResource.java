package io.pituning.workflow;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where someone looks first who only knows the address: what can be asked of the services in this process. */
@Path("/")
@Singleton
public class IndexResource {
    private final SortedMap<String, String> endpoints = new TreeMap<>(Map.of(
            "GET /q/health", "whether the process is alive and ready", "GET /q/metrics", "metrics for Prometheus"));

    IndexResource(Instance<HttpEndpoints> services) {
        services.forEach(service -> endpoints.putAll(service.answers()));
    }

    /** @param endpoints what is answered, by request */
    public record Index(SortedMap<String, String> endpoints) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Index index() {
        return new Index(endpoints);
    }
}
