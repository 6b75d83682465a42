package io.pituning.graph;

import io.pituning.learning.similarity.Similarity;
import io.pituning.schemas.EventCodec;
import io.pituning.workflow.HttpEndpoints;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.streams.Topology;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the graph's stream from the configuration. */
@Singleton
final class GraphBeans {
    @Produces
    @Singleton
    GraphSettings settings(
            @ConfigProperty(name = "pi.graph.shards") int shards,
            @ConfigProperty(name = "pi.graph.similarity") Similarity similarity,
            @ConfigProperty(name = "pi.graph.threads") int threads,
            @ConfigProperty(name = "pi.graph.sketch-from") int sketchFrom,
            @ConfigProperty(name = "pi.graph.sketch-proposals") int proposals,
            @ConfigProperty(name = "pi.graph.settle") Duration settle,
            @ConfigProperty(name = "pi.graph.gather") int gather,
            @ConfigProperty(name = "pi.graph.retune") Retune retune,
            @ConfigProperty(name = "pi.graph.retune-shift") double shift,
            @ConfigProperty(name = "pi.graph.retune-window") Duration window) {
        return new GraphSettings(
                shards,
                new Comparison(similarity, threads, sketchFrom, proposals),
                settle,
                gather,
                new RetunePolicy(retune, shift, window));
    }

    @Produces
    @Singleton
    HttpEndpoints endpoints() {
        return new HttpEndpoints(Map.of(
                "GET /graph", "all tasks and their neighbors",
                "GET /graph/tasks/{task}/neighbors", "a task's neighbors",
                "GET /graph/tasks/{task}/history", "how a task's neighbors have changed",
                "GET /graph/matrix?task=…&task=…", "how similar up to 100 tasks are",
                "POST /graph/neighbors", "the neighbors that a vector would have"));
    }

    /** Shared by the stream's processors and the queries. */
    @Produces
    @Singleton
    Shards shards() {
        return new Shards();
    }

    @Produces
    @Singleton
    Topology topology(
            EventCodec codec,
            GraphSettings settings,
            Shards shards,
            @ConfigProperty(name = "quarkus.kafka-streams.application-id") String applicationId) {
        return new GraphTopology(applicationId, codec, settings, shards).build();
    }
}
