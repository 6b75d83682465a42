package io.pituning.learning.world;

import java.util.List;
import java.util.Locale;

/** A color with a name. */
enum Hue {
    RED(225, 35, 35),
    GREEN(35, 160, 50),
    BLUE(30, 60, 225),
    YELLOW(240, 220, 40),
    ORANGE(245, 140, 25),
    PURPLE(130, 45, 175),
    PINK(248, 150, 195),
    BROWN(125, 72, 32),
    GRAY(130, 130, 130),
    BLACK(18, 18, 18),
    WHITE(246, 246, 246),
    TEAL(15, 145, 145);

    static final List<Hue> ALL = List.of(values());

    private static final int JITTER = 20;

    private final int red;
    private final int green;
    private final int blue;

    Hue(int red, int green, int blue) {
        this.red = red;
        this.green = green;
        this.blue = blue;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A tint that still bears this name, as 0xRRGGBB. */
    int tint(Dice dice) {
        int lightness = dice.between(-JITTER / 2, JITTER / 2);
        // Gray, black and white stay neutral, or they would get a color.
        int spread = red == green && green == blue ? 3 : JITTER;
        return rgb(
                red + lightness + dice.between(-spread, spread),
                green + lightness + dice.between(-spread, spread),
                blue + lightness + dice.between(-spread, spread));
    }

    static int rgb(int red, int green, int blue) {
        return clamped(red) << 16 | clamped(green) << 8 | clamped(blue);
    }

    private static int clamped(int value) {
        return Math.max(0, Math.min(255, value));
    }

    /** Between two colors; {@code share} of the second. */
    static int mix(int first, int second, double share) {
        return rgb(
                (int) ((1 - share) * (first >> 16 & 255) + share * (second >> 16 & 255)),
                (int) ((1 - share) * (first >> 8 & 255) + share * (second >> 8 & 255)),
                (int) ((1 - share) * (first & 255) + share * (second & 255)));
    }

    /** Distance of two colors in RGB, from 0 to 441. */
    static double distance(int first, int second) {
        int red = (first >> 16 & 255) - (second >> 16 & 255);
        int green = (first >> 8 & 255) - (second >> 8 & 255);
        int blue = (first & 255) - (second & 255);
        return Math.sqrt((double) red * red + green * green + blue * blue);
    }
}
