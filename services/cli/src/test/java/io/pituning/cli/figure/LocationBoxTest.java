package io.pituning.cli.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Rectangle2D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocationBoxTest {

    @Test
    void liesAtItsBins() {
        assertThat(LocationBox.in("<bin_0><bin_3><bin_8><bin_15>"))
                .contains(new Rectangle2D.Double(0, 3.0 / 16, 8.0 / 16, 12.0 / 16));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "red",
                "",
                "<bin_0><bin_3><bin_8>",
                "<bin_0><bin_3><bin_8><bin_16>",
                "<bin_8><bin_3><bin_8><bin_15>",
                "<bin_0> <bin_3> <bin_8> <bin_15>",
                "<bin_0><bin_3><bin_8><bin_15><bin_15>"
            })
    void isNothingWhereTheTextIsNoBox(String text) {
        assertThat(LocationBox.in(text)).isEmpty();
    }
}
