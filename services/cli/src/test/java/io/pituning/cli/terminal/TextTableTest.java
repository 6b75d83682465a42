package io.pituning.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void wordsStandLeftAndNumbersRightUnderTheirHeadings() {
        TextTable table =
                new TextTable("task", "test").row("a", "9.5").row("longer", "-").row("b", "100.0");

        assertThat(table.lines())
                .containsExactly("task     test", "-------------", "a         9.5", "longer      -", "b       100.0");
    }

    @Test
    void aRowMustFit() {
        assertThatThrownBy(() -> new TextTable("one", "two").row("only one"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
