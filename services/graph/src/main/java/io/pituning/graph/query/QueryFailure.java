package io.pituning.graph.query;

import io.pituning.schemas.FailureCode;
import io.pituning.workflow.RequestFailure;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Why a question cannot be answered, as the asker reads it. */
final class QueryFailure {
    private static final int RETRY_AFTER_SECONDS = 2;

    private QueryFailure() {}

    static WebApplicationException unknown(String task) {
        return new RequestFailure(
                        FailureCode.TASK_UNKNOWN.code(),
                        "The graph has no vector for a task named '" + task + "'.",
                        "GET /graph lists the tasks that it knows.")
                .withStatus(Response.Status.NOT_FOUND);
    }

    static WebApplicationException malformed(String message, String advice) {
        return new RequestFailure(FailureCode.REQUEST_MALFORMED.code(), message, advice)
                .withStatus(Response.Status.BAD_REQUEST);
    }

    /** The asker may try again soon: nothing is wrong with the question. */
    static WebApplicationException notReady(String why) {
        WebApplicationException failure = new RequestFailure(
                        FailureCode.GRAPH_NOT_READY.code(),
                        "Part of the graph cannot be read at the moment: " + why,
                        "Ask again in a few seconds. If several instances share the graph, each must be configured with its own address "
                                + "(quarkus.kafka-streams.application-server).")
                .withStatus(Response.Status.SERVICE_UNAVAILABLE);
        failure.getResponse().getHeaders().putSingle(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        return failure;
    }
}
