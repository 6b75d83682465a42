package io.pituning.learning.world;

import io.pituning.learning.data.Example;
import java.util.List;

/** Questions about how things look: texture, size, and what two of them share. */
final class LookQuestions {
    private LookQuestions() {}

    static Example texture(Dice dice) {
        List<Wish> wishes = FormQuestions.different(dice.chance(0.75) ? 1 : 2, dice);
        Texture texture = dice.pick(Texture.ALL);
        Wish asked = new Wish(
                wishes.get(0).kind(),
                wishes.get(0).hue(),
                texture,
                true,
                wishes.get(0).place());
        wishes.set(0, asked);
        String form = FormQuestions.name(wishes, dice);
        Scene scene = Stage.set(wishes, dice);
        double sort = dice.uniform(0, 1);
        if (sort < 0.25) {
            Texture said = dice.chance(0.5) ? texture : dice.pickOther(Texture.ALL, List.of(texture));
            return Example.ofPicture(
                    scene,
                    dice.pick(
                            "is the " + form + " " + said.word() + "?",
                            "is the pattern of the " + form + " " + said.word() + "?"),
                    Words.yesNo(said == texture));
        }
        if (sort < 0.4) {
            Texture other = dice.pickOther(Texture.ALL, List.of(texture));
            boolean first = dice.chance(0.5);
            return Example.ofPicture(
                    scene,
                    "is the " + form + " " + (first ? texture : other).word() + " or "
                            + (first ? other : texture).word() + "?",
                    texture.word());
        }
        return Example.ofPicture(
                scene,
                dice.pick(
                        "what is the texture of the " + form + "?",
                        "what pattern does the " + form + " have?",
                        "which texture has the " + form + "?",
                        "how is the " + form + " filled?",
                        wishes.size() == 1 ? "what is the texture?" : "which pattern is on the " + form + "?"),
                texture.word());
    }

    static Example size(Dice dice) {
        List<Wish> wishes = FormQuestions.different(dice.between(1, 2), dice);
        boolean big = dice.chance(0.5);
        Wish asked = Wish.of(wishes.get(0).kind(), wishes.get(0).hue(), big);
        wishes.set(0, asked);
        if (wishes.size() == 2 && dice.chance(0.6)) {
            wishes.set(1, Wish.of(wishes.get(1).kind(), wishes.get(1).hue(), !big));
            Wish bigger = big ? asked : wishes.get(1);
            Wish smaller = big ? wishes.get(1) : asked;
            boolean askBigger = dice.chance(0.5);
            boolean askColor = dice.chance(0.4);
            Wish answer = askBigger ? bigger : smaller;
            String word = askBigger ? dice.pick("bigger", "larger") : "smaller";
            Scene scene = Stage.set(wishes, dice);
            return askColor
                    ? Example.ofPicture(
                            scene,
                            dice.pick("what color is the " + word + " shape?", "which color has the " + word + " one?"),
                            answer.hue().word())
                    : Example.ofPicture(
                            scene,
                            dice.pick(
                                    "which shape is " + word + "?",
                                    "what is the " + word + " shape?",
                                    "which is " + word + ", the " + asked.kind().word() + " or the "
                                            + wishes.get(1).kind().word() + "?"),
                            answer.kind().word());
        }
        String form = FormQuestions.name(wishes, dice);
        return Example.ofPicture(
                Stage.set(wishes, dice),
                dice.pick(
                        "is the " + form + " big or small?",
                        "how big is the " + form + "?",
                        "what is the size of the " + form + "?",
                        "which size has the " + form + ", small or big?"),
                big ? "big" : "small");
    }

    static Example sameness(Dice dice) {
        boolean same = dice.chance(0.5);
        boolean color = dice.chance(0.5);
        List<Wish> wishes = FormQuestions.different(2, dice);
        Wish first = wishes.get(0);
        Wish second = wishes.get(1);
        if (color) {
            second = Wish.of(
                    dice.chance(0.3) ? first.kind() : second.kind(), same ? first.hue() : second.hue(), second.big());
        } else {
            second = Wish.of(
                    same ? first.kind() : second.kind(), dice.chance(0.3) ? first.hue() : second.hue(), second.big());
        }
        String word = color ? "color" : "shape";
        return Example.ofPicture(
                Stage.set(List.of(first, second), dice),
                dice.pick(
                        "do the two things have the same " + word + "?",
                        "is the " + word + " of both the same?",
                        "same " + word + "?",
                        "do both have the same " + word + "?"),
                Words.yesNo(same));
    }
}
