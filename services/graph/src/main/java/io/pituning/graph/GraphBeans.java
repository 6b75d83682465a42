package io.pituning.graph;

import io.pituning.schemas.EventCodec;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.apache.kafka.streams.Topology;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the graph's stream of what is configured. */
@Singleton
final class GraphBeans {
    @Produces
    @Singleton
    GraphSettings settings(
            @ConfigProperty(name = "pi.graph.shards") int shards,
            @ConfigProperty(name = "pi.graph.threads") int threads,
            @ConfigProperty(name = "pi.graph.settle") Duration settle,
            @ConfigProperty(name = "pi.graph.gather") int gather,
            @ConfigProperty(name = "pi.graph.retune") Retune retune,
            @ConfigProperty(name = "pi.graph.retune-shift") double shift,
            @ConfigProperty(name = "pi.graph.retune-window") Duration window) {
        return new GraphSettings(shards, threads, settle, gather, new RetunePolicy(retune, shift, window));
    }

    @Produces
    @Singleton
    Topology topology(
            EventCodec codec,
            GraphSettings settings,
            @ConfigProperty(name = "quarkus.kafka-streams.application-id") String applicationId) {
        return new GraphTopology(applicationId, codec, settings).build();
    }
}
