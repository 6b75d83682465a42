package io.pituning.cli.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StrokeFontTest {
    private static final int SIZE = 12;

    @Test
    void everyPrintableSignLooksDifferent() {
        List<String> signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.,:;/?!'\"()[]<>_+=%±*&π~ "
                .chars()
                .mapToObj(Character::toString)
                .toList();

        assertThat(signs.stream().map(StrokeFontTest::drawn).collect(Collectors.toSet()))
                .hasSameSizeAs(signs);
    }

    @Test
    void smallLettersAreCapitals() {
        assertThat(drawn("g")).isEqualTo(drawn("G"));
    }

    @Test
    void linesEndAtBlanksAndAWordThatIsTooLongAnywhere() {
        assertThat(StrokeFont.wrap("what is left of the red square", 9, 9))
                .containsExactly("what is", "left of", "the red", "square");
        assertThat(StrokeFont.wrap("incomprehensible", 6, 9)).containsExactly("incomp", "rehens", "ible");
    }

    @Test
    void whatDoesNotFitEndsInDots() {
        assertThat(StrokeFont.wrap("one two three four five", 9, 2)).containsExactly("one two", "three...");
        assertThat(StrokeFont.wrap("", 9, 2)).isEmpty();
    }

    private static String drawn(String sign) {
        BufferedImage picture = new BufferedImage(SIZE, 2 * SIZE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(Color.WHITE);
        StrokeFont.draw(graphics, sign, 1, 1, SIZE - 2);
        graphics.dispose();
        return Arrays.toString(picture.getRGB(0, 0, SIZE, 2 * SIZE, null, 0, SIZE));
    }
}
