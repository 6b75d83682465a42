package io.pituning.learning.world;

import io.pituning.learning.data.Example;
import io.pituning.learning.data.Modality;
import io.pituning.learning.data.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Builtin tasks of the vision modality: one question about every picture. Coarse and fine classes of emblems and of signs, textures, counting,
 * position.
 */
final class VisionTasks {
    private static final List<Form> SHIELDS = List.of(Form.CIRCLE, Form.SQUARE, Form.HEXAGON, Form.DIAMOND);
    private static final List<Form> MARKS = List.of(Form.STAR, Form.CROSS);
    private static final List<Place> WINDS = List.of(Place.TOP, Place.RIGHT, Place.BOTTOM, Place.LEFT);
    private static final int RUNES = 8;
    private static final long RUNE_SEED = 4711;

    static final List<BuiltinTask> ALL = List.of(
            task(
                    "emblem-genus",
                    "which realm bears the emblem?",
                    List.of("land", "sea", "air", "fire"),
                    Set.of(Trait.EMBLEM, Trait.FORM),
                    (label, dice) -> Emblem.draw(SHIELDS.get(label), dice.pick(MARKS), dice)),
            task(
                    "emblem-species",
                    "which house bears the emblem?",
                    List.of("lion", "bear", "whale", "shark", "eagle", "owl", "snake", "horse"),
                    Set.of(Trait.EMBLEM, Trait.FORM),
                    (label, dice) -> Emblem.draw(SHIELDS.get(label / 2), MARKS.get(label % 2), dice)),
            task(
                    "fabric-name",
                    "which cloth is it?",
                    List.of("silk", "lace", "tweed", "mesh", "denim", "felt"),
                    Set.of(Trait.FABRIC),
                    (label, dice) -> Fabric.of(Weave.ALL.get(label), dice)),
            task(
                    "fabric-use",
                    "what is sewn from it?",
                    List.of("curtain", "coat", "carpet"),
                    Set.of(Trait.FABRIC),
                    (label, dice) -> Fabric.of(Weave.ALL.get(2 * label + dice.below(2)), dice)),
            task(
                    "rune-name",
                    "which tree does the rune stand for?",
                    List.of("oak", "ash", "elm", "fir", "yew", "lime", "pine", "birch"),
                    Set.of(Trait.RUNE),
                    (label, dice) -> rune(label, dice)),
            task(
                    "rune-clan",
                    "which clan writes the rune?",
                    List.of("northern", "southern"),
                    Set.of(Trait.RUNE),
                    (label, dice) -> rune(RUNES / 2 * label + dice.below(RUNES / 2), dice)),
            task(
                    "herd-count",
                    "how large is the herd?",
                    List.of("one", "two", "three", "four", "five", "six"),
                    Set.of(Trait.SKETCH, Trait.COUNT),
                    (label, dice) -> herd(label + 1, dice)),
            task(
                    "wind-side",
                    "which wind blows from there?",
                    List.of("north", "east", "south", "west"),
                    Set.of(Trait.SKETCH, Trait.PLACE),
                    (label, dice) -> standing(WINDS.get(label), dice)));

    private VisionTasks() {}

    private static BuiltinTask task(
            String name,
            String instruction,
            List<String> labels,
            Set<Trait> traits,
            BiFunction<Integer, Dice, Picture> maker) {
        return BuiltinTask.choosing(
                name,
                Modality.VISION,
                instruction,
                labels,
                traits,
                (label, dice) -> Example.ofPicture(maker.apply(label, dice), "", ""));
    }

    private static Scene rune(int number, Dice dice) {
        return GlyphQuestions.scene(new Scribble(Dice.mixed(RUNE_SEED + number)), dice);
    }

    private static Scene herd(int count, Dice dice) {
        List<Wish> wishes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            wishes.add(Wish.of(dice.pick(Form.ALL), dice.pick(Hue.ALL), dice.chance(0.3)));
        }
        return Stage.set(wishes, dice).sketched();
    }

    /** One thing on a side, sometimes with another in the middle. */
    private static Scene standing(Place place, Dice dice) {
        List<Wish> wishes = new ArrayList<>(FormQuestions.different(1, dice));
        wishes.set(
                0,
                Wish.of(wishes.get(0).kind(), wishes.get(0).hue(), dice.chance(0.6))
                        .at(place));
        return Stage.set(wishes, dice).sketched();
    }
}
