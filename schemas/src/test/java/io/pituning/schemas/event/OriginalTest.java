package io.pituning.schemas.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.schemas.EventCodec;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
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
        assertThat(Original.of("pi.tasks", 0, 0, Optional.empty(), Optional.empty())
                        .value())
                .isEmpty();
    }

    @Test
    void anOversizedRecordIsCutSoThatItsFailureFitsOnTheTopic() {
        byte[] whole = "\0".repeat(3 * Original.VALUE_LIMIT).getBytes(StandardCharsets.UTF_8);
        StepFailed failure = new StepFailed(
                Step.TRAIN, Optional.empty(), Optional.empty(), "record-unparsable", "m", "a", false, 1, of(whole));

        assertThat(new EventCodec().encode(failure)).hasSizeLessThan(KAFKA_DEFAULT_LIMIT);
        assertThat(failure.original().bytes()).isEqualTo(whole.length);
    }

    private static Original of(byte[] value) {
        return Original.of("pi.tasks", 0, 0, Optional.empty(), Optional.of(value));
    }
}
