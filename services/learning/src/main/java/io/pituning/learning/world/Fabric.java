package io.pituning.learning.world;

import io.pituning.learning.data.Picture;
import java.awt.image.BufferedImage;

/**
 * A picture filled by one weave, drawn when it is read, always alike.
 *
 * @param weave its pattern
 * @param first color of one thread, 0xRRGGBB
 * @param second color of the other
 * @param scale pixels a repeat
 * @param angle rotation in radians
 * @param x horizontal shift, in repeats
 * @param y vertical shift, in repeats
 * @param noise decides the unevenness of the dye
 */
record Fabric(Weave weave, int first, int second, double scale, double angle, double x, double y, long noise)
        implements Picture {
    private static final int UNEVENNESS = 18;
    private static final double SMALLEST_CONTRAST = 110;

    static Fabric of(Weave weave, Dice dice) {
        int first = dice.pick(Hue.ALL).tint(dice);
        int second = dice.pick(Hue.ALL).tint(dice);
        while (Hue.distance(first, second) < SMALLEST_CONTRAST) {
            second = dice.pick(Hue.ALL).tint(dice);
        }
        return new Fabric(
                weave,
                first,
                second,
                dice.uniform(9, 19),
                dice.uniform(-0.5, 0.5),
                dice.uniform(0, 1),
                dice.uniform(0, 1),
                dice.bits());
    }

    @Override
    public BufferedImage read() {
        BufferedImage image = new BufferedImage(Scene.SIDE, Scene.SIDE, BufferedImage.TYPE_INT_RGB);
        Dice dye = Dice.of(noise, 5);
        for (int row = 0; row < Scene.SIDE; row++) {
            for (int column = 0; column < Scene.SIDE; column++) {
                double u = (column * Math.cos(angle) - row * Math.sin(angle)) / scale + x;
                double v = (column * Math.sin(angle) + row * Math.cos(angle)) / scale + y;
                int rgb = weave.first(u, v) ? first : second;
                int shade = dye.between(-UNEVENNESS, UNEVENNESS);
                image.setRGB(
                        column, row, Hue.rgb((rgb >> 16 & 255) + shade, (rgb >> 8 & 255) + shade, (rgb & 255) + shade));
            }
        }
        return image;
    }
}
