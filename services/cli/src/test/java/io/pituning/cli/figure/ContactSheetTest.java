package io.pituning.cli.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContactSheetTest {
    private static final Color GREEN = new Color(0x00A000);

    @Test
    void hasAsManyRowsAsThePicturesNeed() {
        BufferedImage row = ContactSheet.draw(Collections.nCopies(3, cell("a")), 3);
        BufferedImage rows = ContactSheet.draw(Collections.nCopies(4, cell("a")), 3);

        assertThat(rows.getWidth()).isEqualTo(row.getWidth());
        assertThat(rows.getHeight()).isCloseTo(2 * row.getHeight(), within(20));
        assertThat(count(rows, GREEN)).isEqualTo(count(row, GREEN) / 3 * 4);
    }

    @Test
    void writesTheCaptionBelow() {
        BufferedImage without = ContactSheet.draw(List.of(cell("")), 1);
        BufferedImage with = ContactSheet.draw(List.of(cell("1: traffic light")), 1);

        assertThat(with.getHeight()).isGreaterThan(without.getHeight());
        assertThat(count(with, Color.BLACK)).isPositive();
        assertThat(count(without, Color.BLACK)).isZero();
    }

    @Test
    void drawsTheBoxOnThePicture() {
        Optional<Rectangle2D> box = LocationBox.in("<bin_0><bin_3><bin_8><bin_15>");

        assertThat(colors(Optional.empty())).as("white and the picture").isEqualTo(2);
        assertThat(colors(box)).isGreaterThan(2);
    }

    private static long colors(Optional<Rectangle2D> box) {
        BufferedImage sheet = ContactSheet.draw(List.of(new ContactSheet.Cell(green(), box, "")), 1);
        return Arrays.stream(pixels(sheet)).distinct().count();
    }

    private static ContactSheet.Cell cell(String caption) {
        return new ContactSheet.Cell(green(), Optional.empty(), caption);
    }

    private static BufferedImage green() {
        BufferedImage picture = new BufferedImage(64, 32, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(GREEN);
        graphics.fillRect(0, 0, 64, 32);
        graphics.dispose();
        return picture;
    }

    private static long count(BufferedImage picture, Color color) {
        return Arrays.stream(pixels(picture))
                .filter(pixel -> pixel == color.getRGB())
                .count();
    }

    private static int[] pixels(BufferedImage picture) {
        return picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    }
}
