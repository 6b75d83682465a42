package io.pituning.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FreePortTest {
    @Test
    void handsOutEachPortOnce() {
        List<Integer> ports = Stream.generate(FreePort::find).limit(50).toList();

        assertThat(ports).doesNotHaveDuplicates();
    }

    @Test
    void handsOutNoPortThatAnOutgoingConnectionCouldTake() {
        assertThat(FreePort.find()).isBetween(20_000, 31_999);
    }

    @Test
    void passesOverAPortThatIsInUse() throws Exception {
        int next = FreePort.find() + 1;

        try (var other = new ServerSocket(next, 1, InetAddress.getByName("localhost"))) {
            assertThat(FreePort.find()).isNotEqualTo(other.getLocalPort());
        }
    }
}
