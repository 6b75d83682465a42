package io.pituning.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ChecksumTest {
    private static final String ONE = "0123456789abcdef".repeat(4);
    private static final String OTHER = "f".repeat(64);

    @Test
    void findsEveryChecksumAnEventNames() {
        String event = "{\"artifact\":{\"sha256\":\"" + ONE + "\"},\"uri\":\"file:///objects/" + OTHER + "\"}";

        assertThat(Checksum.namedIn(event.getBytes(StandardCharsets.UTF_8))).containsExactlyInAnyOrder(ONE, OTHER);
    }

    @Test
    void findsAChecksumBesideBytesThatAreNoText() {
        var record = new ByteArrayOutputStream();
        // The first byte of a character in UTF-8 whose other bytes are missing.
        record.write(0xe2);
        record.writeBytes(ONE.getBytes(StandardCharsets.US_ASCII));
        record.write(0xff);

        assertThat(Checksum.namedIn(record.toByteArray())).containsExactly(ONE);
    }

    @Test
    void takesNoOtherHexDigitsForAChecksum() {
        String event = "a".repeat(63) + "/" + "A".repeat(64);

        assertThat(Checksum.namedIn(event.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }
}
