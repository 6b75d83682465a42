package io.pituning.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadinessTest {
    private static final Instant BEGIN = Instant.EPOCH;
    private static final int ANSWERS_BEFORE_UP = 10;
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

        assertThat(asked).hasValue(ANSWERS_BEFORE_UP + 1);
    }

    @Test
    void anythingElseIsWaitedForOnlySoLong() {
        downAtFirst("SmallRye Reactive Messaging - readiness check");

        assertThatThrownBy(this::await).isInstanceOfSatisfying(StandaloneException.class, e -> assertThat(e.code())
                .isEqualTo("services-not-started"));
        assertThat(asked).hasValue(2);
    }

    /** Each answer comes a minute after the one before. */
    private final class MinuteByAnswer extends Clock {
        @Override
        public Instant instant() {
            return BEGIN.plus(Duration.ofMinutes(asked.get()));
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private void await() {
        new Readiness(health.getAddress().getPort(), new MinuteByAnswer()).await(Optional::empty);
    }

    private void downAtFirst(String check) {
        health.createContext("/q/health", exchange -> {
            boolean up = asked.incrementAndGet() > ANSWERS_BEFORE_UP;
            byte[] body = DOWN.formatted(check).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(up ? 200 : 503, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }
}
