package io.pituning.learning.world;

import io.pituning.learning.data.Example;
import java.util.ArrayList;
import java.util.List;

/** Questions about one picture of forms: color, form, presence, and captions. */
final class FormQuestions {
    private FormQuestions() {}

    /** Different forms of different colors, {@code count} of them. */
    static List<Wish> different(int count, Dice dice) {
        List<Form> forms = dice.draw(Form.ALL, count);
        List<Hue> hues = dice.draw(Hue.ALL, count);
        List<Wish> wishes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            wishes.add(textured(Wish.of(forms.get(i), hues.get(i), dice.chance(0.6)), dice));
        }
        return wishes;
    }

    private static Wish textured(Wish wish, Dice dice) {
        return wish.big() && dice.chance(0.25) ? wish.with(dice.pick(Texture.ALL)) : wish;
    }

    static int fewThings(Dice dice) {
        return dice.chance(0.5) ? 1 : dice.between(2, 4);
    }

    static Example caption(Dice dice) {
        List<Wish> wishes = new ArrayList<>(different(dice.between(1, 2), dice));
        if (dice.chance(0.25)) {
            wishes = new ArrayList<>(wishes.subList(0, 1));
            wishes.add(wishes.get(0));
        }
        Scene scene = Stage.set(wishes, dice);
        return Example.ofPicture(
                scene,
                dice.pick(
                        "what does the image describe?",
                        "describe the image.",
                        "what is in the picture?",
                        "what can you see?",
                        "write a caption for the picture.",
                        "what does the picture show?"),
                scene.describe());
    }

    static Example color(Dice dice) {
        List<Wish> wishes = different(fewThings(dice), dice);
        String form = name(wishes, dice);
        String question = dice.pick(
                "what color is the " + form + "?",
                "what is the color of the " + form + "?",
                "which color does the " + form + " have?",
                "name the color of the " + form + ".",
                "what color does the " + form + " have?",
                "the " + form + " is what color?",
                "tell me the color of the " + form + ".",
                "which color is the " + form + "?");
        if (wishes.size() == 1 && dice.chance(0.3)) {
            question =
                    dice.pick("what color is it?", "which color do you see?", "name the color.", "what is the color?");
        }
        return Example.ofPicture(
                Stage.set(wishes, dice), question, wishes.get(0).hue().word());
    }

    static Example form(Dice dice) {
        List<Wish> wishes = different(fewThings(dice), dice);
        String hue = wishes.get(0).hue().word();
        String question = wishes.size() == 1 && dice.chance(0.7)
                ? dice.pick(
                        "what shape is in the image?",
                        "what shape is it?",
                        "what shape is present?",
                        "what shape does the image contain?",
                        "which shape is this?",
                        "what is the shape?",
                        "name the shape.",
                        "what is this?",
                        "which form do you see?")
                : dice.pick(
                        "what shape is " + hue + "?",
                        "what is the " + hue + " shape?",
                        "which shape is the " + hue + " one?",
                        "what is " + hue + "?",
                        "name the " + hue + " shape.",
                        "what shape does the " + hue + " thing have?");
        return Example.ofPicture(
                Stage.set(wishes, dice), question, wishes.get(0).kind().word());
    }

    static Example choice(Dice dice) {
        List<Wish> wishes = different(fewThings(dice), dice);
        Wish asked = wishes.get(0);
        boolean ofColor = dice.chance(0.5);
        String answer = ofColor ? asked.hue().word() : asked.kind().word();
        String other = ofColor
                ? dice.pickOther(Hue.ALL, List.of(asked.hue())).word()
                : dice.pickOther(
                                Form.ALL,
                                wishes.stream().map(wish -> (Form) wish.kind()).toList())
                        .word();
        boolean answerFirst = dice.chance(0.5);
        String first = answerFirst ? answer : other;
        String second = answerFirst ? other : answer;
        String question;
        if (ofColor) {
            String form = name(wishes, dice);
            question = dice.pick(
                    "is the " + form + " " + first + " or " + second + "?",
                    first + " or " + second + ": what color is the " + form + "?",
                    "which color has the " + form + ", " + first + " or " + second + "?");
        } else if (wishes.size() == 1) {
            question = dice.pick(
                    "is it " + Words.a(first) + " or " + Words.a(second) + "?",
                    first + " or " + second + "?",
                    "do you see " + Words.a(first) + " or " + Words.a(second) + "?");
        } else {
            String hue = asked.hue().word();
            question = dice.pick(
                    "is the " + hue + " shape " + Words.a(first) + " or " + Words.a(second) + "?",
                    first + " or " + second + ": what is the " + hue + " thing?");
        }
        return Example.ofPicture(Stage.set(wishes, dice), question, answer);
    }

    static Example presence(Dice dice) {
        List<Wish> wishes = different(dice.between(1, 3), dice);
        boolean there = dice.chance(0.5);
        Wish seen = dice.pick(wishes);
        List<Hue> hues = wishes.stream().map(Wish::hue).toList();
        List<Form> forms = wishes.stream().map(wish -> (Form) wish.kind()).toList();
        String form = (there ? (Form) seen.kind() : dice.pickOther(Form.ALL, forms)).word();
        String hue = (there ? seen.hue() : dice.pickOther(Hue.ALL, hues)).word();
        String noun = dice.pick(
                form, form, form, hue + " " + (there ? form : seen.kind().word()), hue + " shape");
        if (dice.chance(0.2)) {
            return Example.ofPicture(
                    Stage.set(wishes, dice),
                    dice.pick(
                            "is no " + noun + " present?",
                            "is there no " + noun + "?",
                            "is " + Words.a(noun) + " missing?",
                            "does the image contain no " + noun + "?",
                            "is no " + noun + " in the image?"),
                    Words.yesNo(!there));
        }
        if (dice.chance(0.1)) {
            return Example.ofPicture(
                    Stage.set(wishes, dice),
                    dice.pick(
                            "true or false: there is " + Words.a(noun) + ".",
                            Words.a(noun) + " is here. true or false?"),
                    there ? "true" : "false");
        }
        return Example.ofPicture(
                Stage.set(wishes, dice),
                dice.pick(
                        "is there " + Words.a(noun) + "?",
                        "does the image contain " + Words.a(noun) + "?",
                        "is " + Words.a(noun) + " present?",
                        "can you see " + Words.a(noun) + "?",
                        "is " + Words.a(noun) + " in the image?",
                        "does the picture show " + Words.a(noun) + "?"),
                Words.yesNo(there));
    }

    static Example verification(Dice dice) {
        List<Wish> wishes = different(fewThings(dice), dice);
        Wish asked = wishes.get(0);
        boolean truth = dice.chance(0.5);
        String hue = (truth ? asked.hue() : dice.pickOther(Hue.ALL, List.of(asked.hue()))).word();
        String form = name(wishes, dice);
        return Example.ofPicture(
                Stage.set(wishes, dice),
                dice.pick(
                        "is the " + form + " " + hue + "?",
                        "does the " + form + " have the color " + hue + "?",
                        "is the color of the " + form + " " + hue + "?",
                        "the " + form + " is " + hue + ", right?"),
                Words.yesNo(truth));
    }

    static Example corners(Dice dice) {
        List<Form> forms = List.of(
                Form.TRIANGLE,
                Form.SQUARE,
                Form.RECTANGLE,
                Form.DIAMOND,
                Form.HEXAGON,
                Form.CIRCLE,
                Form.RING,
                Form.STAR,
                Form.CROSS);
        Form form = dice.pick(forms);
        String answer =
                switch (form) {
                    case TRIANGLE -> "3";
                    case HEXAGON -> "6";
                    case CIRCLE, RING -> "0";
                    case STAR -> "10";
                    case CROSS -> "12";
                    default -> "4";
                };
        return Example.ofPicture(
                Stage.set(List.of(textured(Wish.of(form, dice.pick(Hue.ALL), true), dice)), dice),
                dice.pick(
                        "how many corners does the shape have?",
                        "count the corners.",
                        "how many corners do you see?",
                        "what is the number of corners?"),
                answer);
    }

    /** Invented words for two colors or forms: the answer can only come from reading the question. */
    static Example nickname(Dice dice) {
        boolean color = dice.chance(0.5);
        Wish wish = textured(Wish.of(dice.pick(Form.ALL), dice.pick(Hue.ALL), true), dice);
        String seen = color ? wish.hue().word() : wish.kind().word();
        String unseen = color
                ? dice.pickOther(Hue.ALL, List.of(wish.hue())).word()
                : dice.pickOther(Form.ALL, List.of((Form) wish.kind())).word();
        List<String> names = dice.draw(Words.NICKNAMES, 2);
        boolean first = dice.chance(0.5);
        String one = first ? seen : unseen;
        String two = first ? unseen : seen;
        return Example.ofPicture(
                Stage.set(List.of(wish), dice),
                dice.pick(
                        one + " is called " + names.get(0) + ", " + two + " is called " + names.get(1)
                                + ". which one is it?",
                        "say " + names.get(0) + " for " + one + " and " + names.get(1) + " for " + two + "."),
                names.get(first ? 0 : 1));
    }

    static Example ground(Dice dice) {
        Hue hue = dice.pick(Hue.ALL);
        Scene scene = Stage.set(different(dice.between(1, 2), dice), dice);
        List<Thing> things = scene.things().stream()
                .filter(thing -> thing.wish().hue() != hue && Hue.distance(thing.rgb(), hue.tint(dice)) > 90)
                .toList();
        int tint = hue.tint(dice);
        Background background = new Background(tint, tint, 0, dice.between(0, 20), dice.bits());
        return Example.ofPicture(
                Scene.painted(things, background),
                dice.pick(
                        "what color is the background?",
                        "what is the color of the background?",
                        "which color is behind the shapes?",
                        "name the background color."),
                hue.word());
    }

    /** The first thing's name in a question: its form, or a general word where it stands alone. */
    static String name(List<Wish> wishes, Dice dice) {
        return wishes.size() == 1 && dice.chance(0.35)
                ? dice.pick("shape", "object", "thing", "figure")
                : wishes.get(0).kind().word();
    }
}
