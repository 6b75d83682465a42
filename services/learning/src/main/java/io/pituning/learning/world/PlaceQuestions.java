package io.pituning.learning.world;

import io.pituning.learning.data.Example;
import java.util.List;

/** Questions about where things are, in the picture or seen from one another. */
final class PlaceQuestions {
    private PlaceQuestions() {}

    static Example place(Dice dice) {
        int count = dice.chance(0.6) ? 1 : 2;
        List<Wish> wishes = FormQuestions.different(count, dice);
        List<Place> places = dice.draw(Place.ALL, count);
        for (int i = 0; i < count; i++) {
            wishes.set(
                    i,
                    Wish.of(
                                    wishes.get(i).kind(),
                                    wishes.get(i).hue(),
                                    wishes.get(i).big())
                            .at(places.get(i)));
        }
        String form = FormQuestions.name(wishes, dice);
        Scene scene = Stage.set(wishes, dice);
        if (dice.chance(0.2)) {
            Place said = dice.chance(0.5) ? places.get(0) : dice.pickOther(Place.ALL, List.of(places.get(0)));
            return Example.ofPicture(
                    scene,
                    dice.pick(
                            "is the " + form + " at the " + said.word() + "?",
                            "is the place of the " + form + " " + said.word() + "?"),
                    Words.yesNo(said == places.get(0)));
        }
        if (dice.chance(0.25)) {
            return Example.ofPicture(
                    scene,
                    dice.pick(
                            "what shape is at the " + places.get(0).word() + "?",
                            "what is at the " + places.get(0).word() + "?"),
                    wishes.get(0).kind().word());
        }
        return Example.ofPicture(
                scene,
                dice.pick(
                        "where is the " + form + "?",
                        "in which part of the image is the " + form + "?",
                        "what is the place of the " + form + "?",
                        "where do you see the " + form + "?",
                        "which part of the picture holds the " + form + "?"),
                places.get(0).word());
    }

    static Example relation(Dice dice) {
        List<Wish> wishes = FormQuestions.different(2, dice);
        Scene scene = Stage.set(wishes, dice);
        boolean swap = dice.chance(0.5);
        Thing one = scene.things().get(swap ? 1 : 0);
        Thing two = scene.things().get(swap ? 0 : 1);
        boolean horizontal = Math.abs(one.x() - two.x()) > Math.abs(one.y() - two.y());
        boolean before = horizontal ? one.x() < two.x() : one.y() < two.y();
        String first = one.wish().kind().word();
        String second = two.wish().kind().word();
        double sort = dice.uniform(0, 1);
        if (sort < 0.4) {
            boolean truth = dice.chance(0.5);
            String relation = relation(horizontal, truth == before, dice);
            return Example.ofPicture(
                    scene,
                    dice.pick(
                            "is the " + first + " " + relation + " the " + second + "?",
                            "is the " + one.wish().hue().word() + " shape " + relation + " the "
                                    + two.wish().hue().word() + " one?"),
                    Words.yesNo(truth));
        }
        String relation = relation(horizontal, before, dice);
        if (sort < 0.6) {
            return Example.ofPicture(
                    scene,
                    dice.pick(
                            "what color is the shape " + relation + " the " + second + "?",
                            "which color is " + relation + " the " + second + "?"),
                    one.wish().hue().word());
        }
        if (sort < 0.8) {
            return Example.ofPicture(
                    scene,
                    dice.pick(
                            "what is " + relation + " the " + second + "?",
                            "which shape is " + relation + " the " + second + "?"),
                    first);
        }
        if (horizontal) {
            return Example.ofPicture(
                    scene,
                    "is the " + first + " to the left or to the right of the " + second + "?",
                    before ? "left" : "right");
        }
        return Example.ofPicture(
                scene,
                dice.pick(
                        "is the " + first + " above or below the " + second + "?",
                        "above or below: where is the " + first + ", seen from the " + second + "?"),
                before ? "above" : "below");
    }

    private static String relation(boolean horizontal, boolean before, Dice dice) {
        if (horizontal) {
            return before ? dice.pick("left of", "to the left of") : dice.pick("right of", "to the right of");
        }
        return before ? dice.pick("above", "over", "higher than") : dice.pick("below", "under", "lower than");
    }
}
