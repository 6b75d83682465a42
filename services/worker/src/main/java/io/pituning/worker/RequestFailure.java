package io.pituning.worker;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** A request that cannot be answered, as the asker reads it. */
record RequestFailure(String code, String message, String advice) {

    WebApplicationException withStatus(Response.Status status) {
        return new WebApplicationException(Response.status(status)
                .type(MediaType.APPLICATION_JSON)
                .entity(this)
                .build());
    }
}
