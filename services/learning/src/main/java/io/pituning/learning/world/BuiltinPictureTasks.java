package io.pituning.learning.world;

import io.pituning.learning.data.Example;
import io.pituning.learning.data.Modality;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Builtin tasks of the vision modality: one question about every picture. */
final class BuiltinPictureTasks {
    private static final List<List<Form>> FORM_FAMILIES = List.of(
            List.of(Form.CIRCLE, Form.RING, Form.MOON),
            List.of(Form.TRIANGLE, Form.STAR, Form.DIAMOND),
            List.of(Form.SQUARE, Form.RECTANGLE, Form.CROSS));

    static final List<BuiltinTask> ALL = List.of(
            task(
                    "color-family",
                    "does the color feel hot or cold?",
                    List.of("hot", "cold"),
                    (label, dice) -> coloured(
                            List.of(List.of(Hue.RED, Hue.ORANGE, Hue.YELLOW), List.of(Hue.BLUE, Hue.GREEN, Hue.TEAL))
                                    .get(label),
                            dice)),
            task(
                    "traffic-light",
                    "which order does the color give, stop, wait or go?",
                    List.of("stop", "wait", "go"),
                    (label, dice) -> coloured(
                            List.of(List.of(Hue.RED), List.of(Hue.YELLOW), List.of(Hue.GREEN))
                                    .get(label),
                            dice)),
            task(
                    "shape-family",
                    "is it like a ball, a needle or a box?",
                    List.of("ball", "needle", "box"),
                    (label, dice) -> formed(FORM_FAMILIES.get(label), dice)),
            task(
                    "shape-roles",
                    "would it roll, cut or stand?",
                    List.of("roll", "cut", "stand"),
                    (label, dice) -> formed(FORM_FAMILIES.get(label), dice)),
            task(
                    "texture-cloth",
                    "which cloth is it?",
                    List.of("linen", "stripes", "polka", "chess"),
                    (label, dice) -> textured(List.of(Texture.ALL.get(label)), dice)),
            task(
                    "texture-plain",
                    "is the filling plain or patterned?",
                    List.of("plain", "patterned"),
                    (label, dice) -> textured(
                            label == 0
                                    ? List.of(Texture.SOLID)
                                    : List.of(Texture.STRIPED, Texture.DOTTED, Texture.CHECKERED),
                            dice)),
            task(
                    "few-many",
                    "are there few or many?",
                    List.of("few", "many"),
                    (label, dice) -> crowd(label == 0 ? dice.between(1, 2) : dice.between(4, 6), dice)),
            task(
                    "crowd-size",
                    "is it alone, a couple or a crowd?",
                    List.of("alone", "couple", "crowd"),
                    (label, dice) -> crowd(label == 2 ? dice.between(4, 6) : label + 1, dice)),
            task(
                    "letter-sound",
                    "is the letter a vowel or a consonant?",
                    List.of("vowel", "consonant"),
                    (label, dice) -> written(
                            Glyph.LETTERS.stream()
                                    .filter(glyph -> glyph.isVowel() == (label == 0))
                                    .toList(),
                            dice)),
            task(
                    "letter-half",
                    "does the letter come early or late in the alphabet?",
                    List.of("early", "late"),
                    (label, dice) ->
                            written(label == 0 ? Glyph.LETTERS.subList(0, 10) : Glyph.LETTERS.subList(16, 26), dice)),
            task(
                    "digit-parity",
                    "does the digit split into pairs or leave one over?",
                    List.of("pairs", "leftover"),
                    (label, dice) -> written(
                            Glyph.DIGITS.stream()
                                    .filter(glyph -> (glyph.sign() - '0') % 2 == label)
                                    .toList(),
                            dice)),
            task(
                    "digit-half",
                    "is the digit low or high?",
                    List.of("low", "high"),
                    (label, dice) -> written(Glyph.DIGITS.subList(5 * label, 5 * label + 5), dice)),
            task(
                    "compass",
                    "which way is the thing, north, east, south or west?",
                    List.of("north", "east", "south", "west"),
                    (label, dice) -> placed(
                            List.of(Place.TOP, Place.RIGHT, Place.BOTTOM, Place.LEFT)
                                    .get(label),
                            dice)));

    private BuiltinPictureTasks() {}

    private static BuiltinTask task(
            String name, String instruction, List<String> labels, BiFunction<Integer, Dice, Scene> maker) {
        return BuiltinTask.of(
                name,
                Modality.VISION,
                instruction,
                labels,
                (label, dice) -> Example.ofPicture(maker.apply(label, dice), "", labels.get(label)));
    }

    private static Scene coloured(List<Hue> hues, Dice dice) {
        return Stage.set(List.of(Wish.of(dice.pick(Form.ALL), dice.pick(hues), dice.chance(0.7))), dice);
    }

    private static Scene formed(List<Form> forms, Dice dice) {
        return Stage.set(List.of(Wish.of(dice.pick(forms), dice.pick(Hue.ALL), dice.chance(0.7))), dice);
    }

    private static Scene textured(List<Texture> textures, Dice dice) {
        return Stage.set(
                List.of(Wish.of(dice.pick(Form.ALL), dice.pick(Hue.ALL), true).with(dice.pick(textures))), dice);
    }

    private static Scene crowd(int count, Dice dice) {
        List<Wish> wishes = new ArrayList<>();
        Hue hue = dice.pick(Hue.ALL);
        for (int i = 0; i < count; i++) {
            wishes.add(Wish.of(dice.pick(Form.ALL), hue, false));
        }
        return Stage.set(wishes, dice);
    }

    private static Scene written(List<Glyph> glyphs, Dice dice) {
        return GlyphQuestions.scene(dice.pick(glyphs), dice);
    }

    private static Scene placed(Place place, Dice dice) {
        return Stage.set(
                List.of(Wish.of(dice.pick(Form.ALL), dice.pick(Hue.ALL), dice.chance(0.5))
                        .at(place)),
                dice);
    }
}
