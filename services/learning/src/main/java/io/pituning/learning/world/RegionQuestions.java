package io.pituning.learning.world;

import io.pituning.learning.data.Example;
import java.util.List;

/** Questions about regions: which one a text means, and what is in one; as OFA's visual grounding and grounded captioning. */
final class RegionQuestions {
    private RegionQuestions() {}

    static Example meant(Dice dice) {
        List<Wish> wishes = FormQuestions.different(dice.between(1, 3), dice);
        Scene scene = Stage.set(wishes, dice);
        Thing thing = dice.pick(scene.things());
        String said = phrase(thing.wish(), dice);
        return Example.ofPicture(
                scene,
                dice.pick(
                                "which region does the text \"%s\" describe?",
                                "which region shows the %s?",
                                "find the %s.",
                                "which part of the picture is the %s, as a region?",
                                "region of the %s:")
                        .formatted(said),
                Region.of(thing).words());
    }

    static Example content(Dice dice) {
        Scene scene = Stage.set(FormQuestions.different(dice.between(1, 3), dice), dice);
        Thing thing = dice.pick(scene.things());
        String region = Region.of(thing).words();
        return switch (dice.below(4)) {
            case 0 ->
                Example.ofPicture(
                        scene,
                        dice.pick("what color is in the region %s?", "color of the region %s:")
                                .formatted(region),
                        thing.wish().hue().word());
            case 1 ->
                Example.ofPicture(
                        scene,
                        dice.pick("what shape is in the region %s?", "shape of the region %s:")
                                .formatted(region),
                        thing.wish().kind().word());
            default ->
                Example.ofPicture(
                        scene,
                        dice.pick("what does the region %s describe?", "describe the region %s.")
                                .formatted(region),
                        thing.wish().hue().word() + " " + thing.wish().kind().word());
        };
    }

    private static String phrase(Wish wish, Dice dice) {
        String kind = wish.kind().word();
        String hue = wish.hue().word();
        return dice.pick(kind, hue + " " + kind, hue + " " + kind, hue + " shape", hue + " thing");
    }
}
