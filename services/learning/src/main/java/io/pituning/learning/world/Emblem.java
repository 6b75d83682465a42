package io.pituning.learning.world;

import java.util.List;

/** A shield of one form with a small mark of another form and color upon it. */
final class Emblem {
    private static final double SMALLEST_CONTRAST = 130;
    private static final double MARK = 0.45;

    private Emblem() {}

    static Scene draw(Form shield, Form mark, Dice dice) {
        Thing outer = thing(shield, dice.pick(Hue.ALL), dice.uniform(20, 27), 32, 32, dice);
        Hue hue = dice.pick(Hue.ALL);
        while (Hue.distance(hue.tint(dice), outer.rgb()) < SMALLEST_CONTRAST) {
            hue = dice.pick(Hue.ALL);
        }
        Thing inner = thing(mark, hue, MARK * outer.radius(), outer.x(), outer.y(), dice);
        return Scene.painted(List.of(outer, inner), Background.behind(List.of(outer.rgb()), dice));
    }

    private static Thing thing(Form form, Hue hue, double radius, double x, double y, Dice dice) {
        return new Thing(
                Wish.of(form, hue, true),
                hue.tint(dice),
                x + dice.uniform(-2, 2),
                y + dice.uniform(-2, 2),
                radius,
                dice.uniform(-0.15, 0.15),
                dice.bits());
    }
}
