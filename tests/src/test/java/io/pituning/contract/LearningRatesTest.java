package io.pituning.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.learning.expert.MethodKind;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The learning core knows which rate suits a method, the contract's README tells it. */
class LearningRatesTest {
    private static final Pattern METHOD =
            Pattern.compile("^\\| `(\\w+)` \\| [^|]+ \\| ([0-9.]+) \\|.*\\|$", Pattern.MULTILINE);

    @Test
    void thatTheReadmeTellsAreTheMethods() throws IOException {
        Map<String, BigDecimal> told = METHOD.matcher(Files.readString(Path.of("../schemas/README.md")))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> new BigDecimal(row.group(2))));

        assertThat(told).hasSameSizeAs(MethodKind.values());
        for (MethodKind kind : MethodKind.values()) {
            assertThat(told.get(kind.wireName()))
                    .as(kind.wireName())
                    .isEqualByComparingTo(BigDecimal.valueOf(kind.learningRate()));
        }
    }
}
