package io.pituning.workflow;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * A request that cannot be answered, as the asker reads it.
 *
 * @param code from the contract's catalogue
 * @param message what is wrong, in one sentence
 * @param advice what to do next
 */
public record RequestFailure(String code, String message, String advice) {

    /** {@return what a resource throws to answer so} */
    public WebApplicationException withStatus(Response.Status status) {
        return new WebApplicationException(
                message,
                Response.status(status)
                        .type(MediaType.APPLICATION_JSON)
                        .entity(this)
                        .build());
    }
}
