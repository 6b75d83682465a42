package io.pituning.learning.world;

import java.util.List;

/**
 * What is behind the things.
 *
 * @param from color at one end, 0xRRGGBB
 * @param to color at the other end; the same for a flat ground
 * @param angle direction of the change, in radians
 * @param noise largest change of a channel of a pixel, from 0 to 40
 * @param noiseSeed decides the noise
 */
record Background(int from, int to, double angle, int noise, long noiseSeed) {
    private static final double SMALLEST_CONTRAST = 105;

    /** A ground on which all these colors can be seen. */
    static Background behind(List<Integer> colors, Dice dice) {
        int best = 0xffffff;
        double bestContrast = -1;
        for (int attempt = 0; attempt < 24 && bestContrast < SMALLEST_CONTRAST; attempt++) {
            int ground = ground(dice);
            double contrast = contrast(ground, colors);
            if (contrast > bestContrast) {
                best = ground;
                bestContrast = contrast;
            }
        }
        int other = dice.chance(0.5) ? best : Hue.mix(best, ground(dice), dice.uniform(0.1, 0.5));
        if (contrast(other, colors) < SMALLEST_CONTRAST) {
            other = best;
        }
        int noise = dice.chance(0.4) ? 0 : dice.between(2, 30);
        return new Background(best, other, dice.uniform(0, 2 * Math.PI), noise, dice.bits());
    }

    private static double contrast(int ground, List<Integer> colors) {
        return colors.stream()
                .mapToDouble(color -> Hue.distance(ground, color))
                .min()
                .orElse(441);
    }

    private static int ground(Dice dice) {
        double choice = dice.uniform(0, 1);
        if (choice < 0.4) {
            return level(dice, 195, 255);
        }
        if (choice < 0.55) {
            int white = dice.between(244, 255);
            return Hue.rgb(white, white, white);
        }
        if (choice < 0.75) {
            return level(dice, 0, 60);
        }
        return level(dice, 0, 255);
    }

    private static int level(Dice dice, int low, int high) {
        return Hue.rgb(dice.between(low, high), dice.between(low, high), dice.between(low, high));
    }
}
