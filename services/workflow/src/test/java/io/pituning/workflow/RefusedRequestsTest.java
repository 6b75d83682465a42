package io.pituning.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.junit.jupiter.api.Test;

class RefusedRequestsTest {
    @Test
    void aPathThatNobodyServesIsNamed() {
        assertTold(new NotFoundException(), 404, "There is nothing at /task.", "GET /");
    }

    @Test
    void aMethodThatNobodyServesIsToldWithTheOnesThatAre() {
        Response answer = assertTold(
                new NotAllowedException("GET"), 405, "/task does not take requests of this method.", "GET /");

        assertThat(answer.getHeaderString(HttpHeaders.ALLOW)).isEqualTo("GET");
    }

    @Test
    void aBodyThatIsNotDeclaredAsJsonIsToldHowTo() {
        assertTold(new NotSupportedException(), 415, "/task takes JSON only.", "Content-Type: application/json");
    }

    @Test
    void whateverElseIsWrongIsToldInTheSameForm() {
        assertTold(new NotAcceptableException(), 406, "The request is refused: Not Acceptable.", "GET /");
    }

    private static Response assertTold(ClientErrorException failure, int status, String message, String advised) {
        Response answer = RefusedRequests.refused(failure, "/task");

        assertThat(answer.getStatus()).isEqualTo(status);
        assertThat(answer.getMediaType()).isEqualTo(MediaType.APPLICATION_JSON_TYPE);
        assertThat(answer.getEntity()).isInstanceOfSatisfying(RequestFailure.class, told -> {
            assertThat(told.code()).isEqualTo("request-malformed");
            assertThat(told.message()).isEqualTo(message);
            assertThat(told.advice()).contains(advised);
        });
        return answer;
    }
}
