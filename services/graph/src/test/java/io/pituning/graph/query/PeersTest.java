package io.pituning.graph.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.pituning.workflow.RequestFailure;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeersTest {
    private final Peers peers = new Peers(new ObjectMapper());
    private HttpServer other;

    @BeforeEach
    void start() throws IOException {
        other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.start();
    }

    @AfterEach
    void stop() {
        other.stop(0);
    }

    @Test
    void whatAnotherInstanceHasIsRead() {
        answer(200, "{\"shards\":[1],\"found\":\"it\"}");

        assertThat(ask()).containsExactly(new Part<>(List.of(1), "it"));
    }

    @ParameterizedTest
    @CsvSource({"503, answered with status 503", "200, cannot be read"})
    void anInstanceWithoutAnAnswerMakesTheGraphNotReady(int status, String why) {
        answer(status, "nonsense");

        assertNotReady(why);
    }

    @Test
    void anInstanceThatIsAwayMakesTheGraphNotReady() {
        other.stop(0);

        assertNotReady("does not answer");
    }

    private void assertNotReady(String why) {
        assertThatThrownBy(this::ask)
                .hasMessageContaining(why)
                .isInstanceOfSatisfying(WebApplicationException.class, e -> {
                    Response told = e.getResponse();
                    assertThat(told.getStatus()).isEqualTo(503);
                    assertThat(told.getHeaderString(HttpHeaders.RETRY_AFTER)).isNotBlank();
                    assertThat(((RequestFailure) told.getEntity()).code()).isEqualTo("graph-not-ready");
                });
    }

    private List<Part<String>> ask() {
        var host = new HostInfo(
                other.getAddress().getHostString(), other.getAddress().getPort());
        return peers.ask(List.of(host), "/graph", Optional.empty(), String.class);
    }

    private void answer(int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        other.createContext("/graph", exchange -> {
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }
}
