package io.pituning.graph.query;

import io.pituning.schemas.FailureCode;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** A question that cannot be answered, as the asker reads it. */
record QueryFailure(String code, String message, String advice) {
    private static final int RETRY_AFTER_SECONDS = 2;

    static WebApplicationException unknown(String task) {
        return new QueryFailure(
                        FailureCode.TASK_UNKNOWN.code(),
                        "The graph has no vector for a task named '" + task + "'.",
                        "GET /graph lists the tasks that it knows.")
                .exception(Response.Status.NOT_FOUND);
    }

    static WebApplicationException malformed(String message, String advice) {
        return new QueryFailure(FailureCode.REQUEST_MALFORMED.code(), message, advice)
                .exception(Response.Status.BAD_REQUEST);
    }

    /** The asker may try again soon: nothing is wrong with the question. */
    static WebApplicationException notReady(String why) {
        return new QueryFailure(
                        FailureCode.GRAPH_NOT_READY.code(),
                        "Part of the graph cannot be read at the moment: " + why,
                        "Ask again in a few seconds. If several instances share the graph, each must be configured with its own address "
                                + "(quarkus.kafka-streams.application-server).")
                .exception(Response.Status.SERVICE_UNAVAILABLE);
    }

    private WebApplicationException exception(Response.Status status) {
        Response.ResponseBuilder answer =
                Response.status(status).type(MediaType.APPLICATION_JSON).entity(this);
        if (status == Response.Status.SERVICE_UNAVAILABLE) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return new WebApplicationException(message, answer.build());
    }
}
