package io.pituning.graph.query;

import io.pituning.graph.ComparedVector;
import io.pituning.graph.NearestTasks;
import io.pituning.graph.ShardPlaces;
import io.pituning.graph.ShardReader;
import io.pituning.graph.TaskGraph;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Questions that all shards answer together: every instance is asked once, for the shards that it has. */
@Singleton
final class GraphQueries {
    private final ShardPlaces places;
    private final Peers peers;

    GraphQueries(ShardPlaces places, Peers peers) {
        this.places = places;
        this.peers = peers;
    }

    /** {@return the first tasks of this instance whose names come after one, at most {@code limit}} */
    Part<TaskGraph> graphHere(String after, int limit) {
        return here(shard -> shard.graph(after, limit), TaskGraph.empty(), (mine, theirs) -> mine.and(theirs, limit));
    }

    /** {@return the first tasks whose names come after one, at most {@code limit}} */
    TaskGraph graph(String after, int limit) {
        String path = "/graph?local=true&format=json&limit=" + limit + "&after=" + encoded(after);
        List<Part<TaskGraph>> parts = others(path, Optional.empty(), TaskGraph.class);
        return whole(parts, graphHere(after, limit), TaskGraph.empty(), (mine, theirs) -> mine.and(theirs, limit));
    }

    /** {@return those of the named tasks that this instance has} */
    Part<ComparedVector[]> vectorsHere(Collection<String> tasks) {
        return here(
                shard -> shard.vectors(tasks).toArray(ComparedVector[]::new),
                new ComparedVector[0],
                GraphQueries::joined);
    }

    /** {@return those of the named tasks that the graph knows, by name} */
    Map<String, ComparedVector> vectors(Collection<String> tasks) {
        String query = tasks.stream().map(task -> "&task=" + encoded(task)).collect(Collectors.joining());
        List<Part<ComparedVector[]>> parts =
                others("/graph/matrix?local=true" + query, Optional.empty(), ComparedVector[].class);
        return Stream.of(whole(parts, vectorsHere(tasks), new ComparedVector[0], GraphQueries::joined))
                .collect(Collectors.toMap(ComparedVector::task, Function.identity()));
    }

    /** {@return the nearest tasks of this instance} */
    Part<NearestTasks> nearestHere(WhatIf question) {
        ComparedVector vector = question.compared();
        int count = question.count();
        return here(
                shard -> shard.nearest(vector, count), NearestTasks.none(), (mine, theirs) -> mine.and(theirs, count));
    }

    /**
     * {@return the nearest of all tasks}
     *
     * @param body the question as it was asked
     */
    NearestTasks nearest(WhatIf question, String body) {
        List<Part<NearestTasks>> parts = others("/graph/neighbors?local=true", Optional.of(body), NearestTasks.class);
        return whole(
                parts,
                nearestHere(question),
                NearestTasks.none(),
                (mine, theirs) -> mine.and(theirs, question.count()));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private <T> Part<T> here(Function<ShardReader, T> read, T nothing, BinaryOperator<T> and) {
        Map<Integer, ShardReader> shards = places.here();
        T found = shards.values().stream().map(read).reduce(nothing, and);
        return new Part<>(List.copyOf(shards.keySet()), found);
    }

    private <T> List<Part<T>> others(String path, Optional<String> body, Class<T> found) {
        return peers.ask(places.others(), path, body, found);
    }

    private <T> T whole(List<Part<T>> others, Part<T> mine, T nothing, BinaryOperator<T> and) {
        List<Part<T>> all = new ArrayList<>(others);
        all.add(mine);
        return Part.whole(all, places.shards(), nothing, and)
                .orElseThrow(() -> QueryFailure.notReady("not every shard is on an instance that can read it."));
    }

    private static ComparedVector[] joined(ComparedVector[] some, ComparedVector[] others) {
        return Stream.of(some, others).flatMap(Stream::of).toArray(ComparedVector[]::new);
    }
}
