package io.pituning.cli.street;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(8)
class BootstrapServersTest {
    private static final String UNKNOWN = "nohost.invalid:9092";

    private static InetAddress[] resolve(String host) throws UnknownHostException {
        if (host.equals("nohost.invalid")) {
            throw new UnknownHostException(host);
        }
        return InetAddress.getAllByName(host);
    }

    @Test
    void aPortOnWhichNobodyListensIsTold() throws IOException {
        String closed = "localhost:" + closedPort();

        assertThat(BootstrapServers.of(closed).whyNoneAnswers()).contains("No Kafka listens at " + closed + ".");
    }

    @Test
    void aHostThatNobodyKnowsIsTold() {
        assertThat(BootstrapServers.of(UNKNOWN, BootstrapServersTest::resolve).whyNoneAnswers())
                .contains("The host nohost.invalid is not known.");
    }

    @Test
    void ofSeveralEachIsTold() throws IOException {
        int one = closedPort();
        int other = closedPort();

        assertThat(BootstrapServers.of(
                                "localhost:" + one + ", localhost:" + other + "," + UNKNOWN,
                                BootstrapServersTest::resolve)
                        .whyNoneAnswers())
                .contains("No Kafka listens at localhost:" + one + " or localhost:" + other
                        + ", and the host nohost.invalid is not known.");
    }

    @Test
    void ifOneOfSeveralListensKafkaIsAsked() throws IOException {
        try (var listening = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            assertThat(BootstrapServers.of(
                                    "localhost:" + closedPort() + ",PLAINTEXT://localhost:" + listening.getLocalPort())
                            .whyNoneAnswers())
                    .isEmpty();
        }
    }

    @Test
    void aCommandIsToldAtOnce() throws IOException {
        String closed = "localhost:" + closedPort();
        var broker = new Broker(KafkaSettings.of(closed));
        long start = System.nanoTime();

        assertThatThrownBy(broker::topics).isInstanceOfSatisfying(UserException.class, e -> {
            assertThat(e.code()).isEqualTo("kafka-unreachable");
            assertThat(e).hasMessage("No Kafka listens at " + closed + ".");
            assertThat(e.advice()).contains("pi up");
        });

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka:9092", "[::1]:9092", "::1:9092", "SASL_SSL://kafka-0.kafka.svc:9093", "a:1,b:2, "})
    void whatKafkasClientsTakeIsTaken(String servers) {
        assertThat(BootstrapServers.of(servers)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ''               | it is empty
        ' , '            | it is empty
        kafka            | kafka has no port
        a:1,kafka        | kafka has no port
        kafka:           | kafka: has no port
        kafka:65536      | the port of kafka:65536 is not from 1 to 65535
        """)
    void noServerAndAServerWithoutAPortAreTold(String servers, String told) {
        assertThatThrownBy(() -> BootstrapServers.of(servers))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(told);
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
