package io.pituning.workflow;

import io.pituning.schemas.FailureCode;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * A request that no resource takes is told like one that a resource refuses.
 *
 * <p>Becomes a bean by the extension for REST alone: services without it have nothing to give it.
 */
@Provider
class RefusedRequests implements ExceptionMapper<ClientErrorException> {
    private static final String SEE_THE_INDEX = "GET / lists what can be requested.";

    private final UriInfo asked;

    RefusedRequests(UriInfo asked) {
        this.asked = asked;
    }

    @Override
    public Response toResponse(ClientErrorException e) {
        return refused(e, asked.getPath());
    }

    static Response refused(ClientErrorException e, String path) {
        Response answer = e.getResponse();
        return Response.fromResponse(answer)
                .type(MediaType.APPLICATION_JSON)
                .entity(refusal(Response.Status.fromStatusCode(answer.getStatus()), path))
                .build();
    }

    private static RequestFailure refusal(Response.Status status, String path) {
        return switch (status) {
            case NOT_FOUND -> malformed("There is nothing at " + path + ".", SEE_THE_INDEX);
            case METHOD_NOT_ALLOWED -> malformed(path + " does not take requests of this method.", SEE_THE_INDEX);
            case UNSUPPORTED_MEDIA_TYPE ->
                malformed(path + " takes JSON only.", "Send JSON with the header 'Content-Type: application/json'.");
            default -> malformed("The request is refused: " + status.getReasonPhrase() + ".", SEE_THE_INDEX);
        };
    }

    private static RequestFailure malformed(String message, String advice) {
        return new RequestFailure(FailureCode.REQUEST_MALFORMED.code(), message, advice);
    }
}
