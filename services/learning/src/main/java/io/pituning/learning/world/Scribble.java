package io.pituning.learning.world;

import java.awt.Shape;

/**
 * An invented sign of a few strokes that has no name.
 *
 * @param seed decides its strokes; the hand that draws it may still vary
 */
record Scribble(long seed) implements Kind {
    @Override
    public String word() {
        return "drawing";
    }

    @Override
    public Shape outline(long variation) {
        Dice dice = Dice.of(seed, 1);
        StringBuilder strokes = new StringBuilder();
        int count = dice.between(2, 3);
        for (int stroke = 0; stroke < count; stroke++) {
            strokes.append(stroke == 0 ? "" : " ").append(dice.pick("", "~", "~", "@"));
            int points = dice.between(3, 5);
            for (int point = 0; point < points; point++) {
                strokes.append(dice.below(5)).append(dice.below(7));
            }
        }
        return new Pen(variation).write(strokes.toString());
    }
}
