package io.pituning.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadinessTest {
    private static final Duration PATIENCE = Duration.ofMillis(300);
    private static final int LONGER_THAN_THE_PATIENCE = 10;
    private static final String DOWN = """
            {"status": "DOWN", "checks": [{"name": "graph state", "status": "UP"}, {"name": "%s", "status": "DOWN"}]}""";

    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer health;

    @BeforeEach
    void listen() throws IOException {
        health = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        health.start();
    }

    @AfterEach
    void close() {
        health.stop(0);
    }

    @Test
    void oldExpertsAreWaitedForHoweverLongTheyTake() {
        downAtFirst("experts");

        await();

        assertThat(asked).hasValue(LONGER_THAN_THE_PATIENCE + 1);
    }

    @Test
    void anythingElseIsWaitedForOnlySoLong() {
        downAtFirst("SmallRye Reactive Messaging - readiness check");

        assertThatThrownBy(this::await).isInstanceOfSatisfying(StandaloneException.class, e -> assertThat(e.code())
                .isEqualTo("services-not-started"));
    }

    private void await() {
        new Readiness(health.getAddress().getPort(), PATIENCE).await(Optional::empty);
    }

    private void downAtFirst(String check) {
        health.createContext("/q/health", exchange -> {
            boolean up = asked.incrementAndGet() > LONGER_THAN_THE_PATIENCE;
            byte[] body = DOWN.formatted(check).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(up ? 200 : 503, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }
}
