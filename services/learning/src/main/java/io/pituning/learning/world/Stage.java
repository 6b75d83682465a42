package io.pituning.learning.world;

import java.util.ArrayList;
import java.util.List;

/** Puts things into a picture so that none touches another. */
final class Stage {
    private static final double GAP = 1.5;
    private static final int ATTEMPTS = 40;

    private Stage() {}

    static Scene set(List<Wish> wishes, Dice dice) {
        double scale = 1;
        while (true) {
            List<Thing> things = new ArrayList<>();
            for (Wish wish : wishes) {
                place(wish, wishes.size(), scale, things, dice);
            }
            if (things.size() == wishes.size()) {
                List<Integer> colors = things.stream().map(Thing::rgb).toList();
                return Scene.painted(things, Background.behind(colors, dice));
            }
            scale *= 0.96;
        }
    }

    private static void place(Wish wish, int count, double scale, List<Thing> things, Dice dice) {
        double radius = scale * radius(wish, count, dice);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            double margin = radius + 1;
            double x = within(
                    margin,
                    wish.place().isPresent()
                            ? Scene.SIDE * wish.place().get().x() + dice.uniform(-3.5, 3.5)
                            : dice.uniform(margin, Scene.SIDE - margin));
            double y = within(
                    margin,
                    wish.place().isPresent()
                            ? Scene.SIDE * wish.place().get().y() + dice.uniform(-3.5, 3.5)
                            : dice.uniform(margin, Scene.SIDE - margin));
            boolean free = things.stream()
                    .allMatch(thing -> Math.hypot(thing.x() - x, thing.y() - y) > thing.radius() + radius + GAP);
            if (free) {
                things.add(new Thing(wish, wish.hue().tint(dice), x, y, radius, turn(wish.kind(), dice), dice.bits()));
                return;
            }
        }
    }

    private static double within(double margin, double value) {
        return Math.max(margin, Math.min(Scene.SIDE - margin, value));
    }

    /** In pixels; small ones stay below 8, big ones above 9, whatever the number of things. */
    private static double radius(Wish wish, int count, Dice dice) {
        if (wish.kind() instanceof Glyph || wish.kind() instanceof Scribble) {
            return count == 1 ? (wish.big() ? dice.uniform(19, 29) : dice.uniform(11, 16)) : dice.uniform(10, 12);
        }
        if (count > 4) {
            return dice.uniform(5.5, 8);
        }
        if (!wish.big()) {
            return dice.uniform(5.5, 7.5);
        }
        if (wish.place().isPresent()) {
            return dice.uniform(10, 12.5);
        }
        return switch (count) {
            case 1 -> dice.uniform(12, 26);
            case 2 -> dice.uniform(10.5, 14);
            default -> dice.uniform(9.8, 11.5);
        };
    }

    private static double turn(Kind kind, Dice dice) {
        if (kind instanceof Form form) {
            return switch (form) {
                // A turned square is a diamond, and the other way round.
                case SQUARE, DIAMOND, CROSS, RECTANGLE -> dice.uniform(-0.16, 0.16);
                case ARROW -> dice.below(4) * Math.PI / 2 + dice.uniform(-0.2, 0.2);
                default -> dice.uniform(-0.3, 0.3);
            };
        }
        return dice.uniform(-0.2, 0.2);
    }
}
