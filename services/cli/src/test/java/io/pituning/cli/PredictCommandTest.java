package io.pituning.cli;

import static io.pituning.cli.PiRun.FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.pituning.cli.street.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredictCommandTest {
    private final PiRun pi = new PiRun();

    @Test
    void aWorkerThatDoesNotAnswerIsTold() {
        assertThat(pi.run("predict", "trec", "--text", "why ?", "--worker", "http://localhost:1"))
                .isEqualTo(FAILED);
        assertThat(pi.err()).contains("http://localhost:1", "pi up", "(worker-unreachable)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        404 | task-unknown      | 'pi experts'
        400 | request-malformed | --text, --image
        400 | picture-malformed | --image
        500 | internal-error    | as over HTTP
        """)
    void whatAWorkerRefusesIsAdvisedUponForTheCommandLine(int status, String code, String advised) throws IOException {
        byte[] body = Json.object()
                .put("code", code)
                .put("message", "It is refused.")
                .put("advice", "Do as over HTTP.")
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        HttpServer worker = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        worker.createContext("/predict", exchange -> {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        worker.start();
        try {
            String address = "http://localhost:" + worker.getAddress().getPort();
            assertThat(pi.run("predict", "trec", "--text", "why ?", "--worker", address))
                    .isEqualTo(FAILED);
        } finally {
            worker.stop(0);
        }

        assertThat(pi.err())
                .startsWith("pi: It is refused.\n")
                .contains(advised, "(" + code + ")")
                .hasLineCount(2);
    }
}
