package io.pituning.schemas.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;

import org.junit.jupiter.api.Test;

class ValueChecksTest {
    @Test
    void numbersThatJsonCannotWriteAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Score(0.5, Double.NaN, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Score(Double.NaN, 0.5, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PooledTensor.of("a", new float[] {Float.POSITIVE_INFINITY}));
    }

    @Test
    void aShareThatRoundingLeftJustOutsideIsBroughtBackIn() {
        assertThat(new Source("a", "r", 1.0000001, -1e-9)).isEqualTo(new Source("a", "r", 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Source("a", "r", 1.1, 0));
    }

    @Test
    void pooledValuesTravelWithSixDigits() {
        PooledTensor tensor = PooledTensor.of("a", new float[] {1.23456789e-9f, 0f});

        assertThat(tensor.toArray()[0]).isEqualTo(1.23457e-9f, offset(1e-16f));
        assertThat(tensor.values().toString()).isEqualTo("[1.23457E-9, 0.0]");
    }

    @Test
    void aTaskNameIsSafeInAPathAndAUrl() {
        for (String name : new String[] {"", "A", "a/b", "..", "-a", "a b", "a".repeat(64)}) {
            assertThatIllegalArgumentException().isThrownBy(() -> TaskRegistered.of(name, "builtin:x"));
        }
        assertThat(TaskRegistered.of("a.b_c-9", "builtin:x").task()).isEqualTo("a.b_c-9");
    }
}
