package io.pituning.worker;

import io.pituning.workflow.HttpEndpoints;
import io.quarkus.arc.All;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where someone looks first who only knows the address: what can be asked of the services in this process. */
@Path("/")
@Singleton
public class IndexResource {
    private final SortedMap<String, String> endpoints = new TreeMap<>(Map.of(
            "GET /q/health", "whether the process is alive and ready", "GET /q/metrics", "metrics for Prometheus"));

    IndexResource(@All List<HttpEndpoints> services) {
        services.forEach(service -> endpoints.putAll(service.answers()));
    }

    /** @param endpoints what is answered, by request */
    public record Index(SortedMap<String, String> endpoints) {}

    @GET
    @jakarta.ws.rs.Produces(MediaType.APPLICATION_JSON)
    public Index index() {
        return new Index(endpoints);
    }

    @Produces
    @Singleton
    static HttpEndpoints worker() {
        return new HttpEndpoints(Map.of(
                "GET /experts", "the experts that are loaded",
                "POST /predict", "what a task's expert answers to {\"task\": …, \"text\": …, \"image\": Base64}"));
    }
}
