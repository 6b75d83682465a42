package io.pituning.schemas.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.schemas.EventCodec;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OriginalTest {
    private static final int KAFKA_DEFAULT_LIMIT = 1024 * 1024;

    @Test
    void textStaysReadable() {
        Original original = of("zwölf".getBytes(StandardCharsets.UTF_8));

        assertThat(original.encoding()).isEqualTo(Original.Encoding.TEXT);
        assertThat(original.value()).contains("zwölf");
        assertThat(original.bytes()).isEqualTo(6);
    }

    @Test
    void bytesThatAreNoTextAreKeptExactly() {
        byte[] bytes = {(byte) 0xC3, 0x28, 0};

        Original original = of(bytes);

        assertThat(original.encoding()).isEqualTo(Original.Encoding.BASE64);
        assertThat(Base64.getDecoder().decode(original.value().orElseThrow())).isEqualTo(bytes);
    }

    @Test
    void aTombstoneHasNoValue() {
        assertThat(Original.of("pi.tasks", 0, 0, Optional.empty(), List.of(), Optional.empty())
                        .value())
                .isEmpty();
    }

    @Test
    void theValuesBytesCanBeHadAgain() {
        for (byte[] bytes : List.of("zwölf".getBytes(StandardCharsets.UTF_8), new byte[] {(byte) 0xC3, 0x28, 0})) {
            assertThat(of(bytes).valueBytes()).contains(bytes);
            assertThat(of(bytes).isWhole()).isTrue();
        }
    }

    @Test
    void headersAreKeptInTheirOrderTextOrNot() {
        byte[] binary = {(byte) 0xFF, 0};
        Original original = Original.of(
                "pi.tasks",
                0,
                0,
                Optional.empty(),
                List.of(
                        Original.Header.of("trace", Optional.of(binary)),
                        Original.Header.of("ce_id", Optional.of("1".getBytes(StandardCharsets.UTF_8))),
                        Original.Header.of("empty", Optional.empty())),
                Optional.empty());

        List<Original.Header> kept = original.headers().orElseThrow();
        assertThat(kept).extracting(Original.Header::name).containsExactly("trace", "ce_id", "empty");
        assertThat(kept.get(0).bytes()).contains(binary);
        assertThat(kept.get(1).value()).contains("1");
        assertThat(kept.get(2).bytes()).isEmpty();
    }

    @Test
    void anOversizedRecordIsCutSoThatItsFailureFitsOnTheTopic() {
        byte[] huge = "\0".repeat(3 * Original.VALUE_LIMIT).getBytes(StandardCharsets.UTF_8);
        Original.Header small =
                Original.Header.of("h", Optional.of("\0".repeat(1000).getBytes(StandardCharsets.UTF_8)));
        Original original =
                Original.of("pi.tasks", 0, 0, Optional.of(huge), Collections.nCopies(1000, small), Optional.of(huge));
        StepFailed failure = new StepFailed(
                Step.TRAIN, Optional.empty(), Optional.empty(), "record-unparsable", "m", "a", false, 1, original);

        assertThat(new EventCodec().encode(failure)).hasSizeLessThan(KAFKA_DEFAULT_LIMIT);
        assertThat(original.bytes()).isEqualTo(huge.length);
        assertThat(original.isWhole()).isFalse();
        assertThat(original.headers().orElseThrow()).hasSizeBetween(10, 16);
    }

    private static Original of(byte[] value) {
        return Original.of("pi.tasks", 0, 0, Optional.empty(), List.of(), Optional.of(value));
    }
}
