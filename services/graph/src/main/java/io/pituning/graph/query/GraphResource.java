package io.pituning.graph.query;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pituning.graph.ComparedVector;
import io.pituning.graph.NearestTasks;
import io.pituning.graph.ShardPlaces;
import io.pituning.graph.ShardReader;
import io.pituning.graph.TaskGraph;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * The graph over HTTP. Every instance answers for the whole graph and asks the others for the parts that it does not have; with
 * {@code local=true}, which instances send each other, it answers only from its own.
 */
@Path("/graph")
@Produces(MediaType.APPLICATION_JSON)
public class GraphResource {
    /**
     * A matrix of this size can still be read by a person; the longest names make a URL that
     * {@code quarkus.http.limits.max-initial-line-length} must allow.
     */
    static final int MOST_COMPARED = 100;
    /** This many tasks are some megabytes: most graphs fit on one page. */
    static final String PAGE = "10000";
    /** Bounds memory: while an instance answers it may hold this many tasks of every other instance. */
    static final int LARGEST_PAGE = 100_000;

    private final ShardPlaces places;
    private final Peers peers;
    private final GraphQueries queries;
    private final ObjectMapper mapper;

    GraphResource(ShardPlaces places, Peers peers, GraphQueries queries, ObjectMapper mapper) {
        this.places = places;
        this.peers = peers;
        this.queries = queries;
        this.mapper = mapper;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, GraphFormat.GRAPHML_TYPE, GraphFormat.DOT_TYPE})
    public Response graph(
            @QueryParam("format") Optional<String> format,
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("limit") @DefaultValue(PAGE) String limit,
            @QueryParam("local") @DefaultValue("false") boolean local,
            @Context HttpHeaders headers) {
        GraphFormat wanted = GraphFormat.of(format, headers.getAcceptableMediaTypes());
        int most = limit(limit);
        if (local) {
            return json(queries.graphHere(after, most));
        }
        TaskGraph graph = queries.graph(after, most);
        Object entity =
                switch (wanted) {
                    case JSON -> graph;
                    case GRAPHML -> new GraphFile(graph).graphMl();
                    case DOT -> new GraphFile(graph).dot();
                };
        Response.ResponseBuilder answer = Response.ok(entity, wanted.type());
        if (graph.more()) {
            String last = graph.tasks().get(graph.tasks().size() - 1).task();
            answer.link(
                    URI.create("/graph?format=%s&limit=%d&after=%s"
                            .formatted(wanted.name().toLowerCase(Locale.ROOT), most, GraphQueries.encoded(last))),
                    "next");
        }
        return answer.build();
    }

    private static int limit(String text) {
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= LARGEST_PAGE) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Refused below, like a number that is out of range.
        }
        throw QueryFailure.malformed(
                "'" + text + "' is not a valid number of tasks.",
                "Give limit as a number from 1 to " + LARGEST_PAGE + ".");
    }

    @GET
    @Path("tasks/{task}/neighbors")
    public Response neighbors(
            @PathParam("task") String task, @QueryParam("local") @DefaultValue("false") boolean local) {
        return ofOwner(task, "neighbors", local, shard -> shard.neighborhood(task));
    }

    @GET
    @Path("tasks/{task}/history")
    public Response history(@PathParam("task") String task, @QueryParam("local") @DefaultValue("false") boolean local) {
        return ofOwner(task, "history", local, shard -> shard.history(task));
    }

    @GET
    @Path("matrix")
    public Response matrix(
            @QueryParam("task") List<String> tasks, @QueryParam("local") @DefaultValue("false") boolean local) {
        Set<String> names = new LinkedHashSet<>(tasks);
        if (names.isEmpty() || names.size() > MOST_COMPARED) {
            throw QueryFailure.malformed(
                    "The request names " + names.size() + " tasks.",
                    "Name 1 to " + MOST_COMPARED + " tasks: ?task=one&task=other.");
        }
        if (local) {
            return json(queries.vectorsHere(names));
        }
        Map<String, ComparedVector> known = queries.vectors(names);
        return json(SimilarityMatrix.of(
                names.stream()
                        .map(name -> Optional.ofNullable(known.get(name)).orElseThrow(() -> QueryFailure.unknown(name)))
                        .toList(),
                places.measure()));
    }

    @POST
    @Path("neighbors")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response whatIf(String body, @QueryParam("local") @DefaultValue("false") boolean local) {
        WhatIf question = WhatIf.read(mapper, body);
        if (local) {
            return json(queries.nearestHere(question));
        }
        NearestTasks nearest = queries.nearest(question, body);
        return json(nearest);
    }

    /** The shard moves while it is read, or cannot be read yet: the stream's own message says which. */
    @ServerExceptionMapper
    Response notReadable(InvalidStateStoreException e) {
        return QueryFailure.notReady(e.getMessage()).getResponse();
    }

    private <T> Response ofOwner(String task, String what, boolean local, Function<ShardReader, Optional<T>> read) {
        Optional<HostInfo> elsewhere = local ? Optional.empty() : places.elsewhere(task);
        if (elsewhere.isPresent()) {
            return peers.pass(
                    elsewhere.get(), "/graph/tasks/" + GraphQueries.encoded(task) + "/" + what + "?local=true");
        }
        return json(read.apply(places.here(task)).orElseThrow(() -> QueryFailure.unknown(task)));
    }

    private static Response json(Object entity) {
        return Response.ok(entity, MediaType.APPLICATION_JSON).build();
    }
}
