package io.pituning.learning.world;

import io.pituning.learning.data.Example;
import java.util.ArrayList;
import java.util.List;

/** Questions about letters, digits and nameless drawings. */
final class GlyphQuestions {
    private GlyphQuestions() {}

    static Scene scene(Kind kind, Dice dice) {
        Hue hue = dice.chance(0.4) ? Hue.BLACK : dice.pick(Hue.ALL);
        return Stage.set(List.of(Wish.of(kind, hue, dice.chance(0.75))), dice);
    }

    static Example letter(Dice dice) {
        Glyph letter = dice.pick(Glyph.LETTERS);
        return Example.ofPicture(
                scene(letter, dice),
                dice.pick(
                        "which letter is it?",
                        "what letter is shown?",
                        "which letter do you see?",
                        "read the letter.",
                        "what is the letter?",
                        "name the letter in the image."),
                letter.word());
    }

    static Example digit(Dice dice) {
        Glyph digit = dice.pick(Glyph.DIGITS);
        return Example.ofPicture(
                scene(digit, dice),
                dice.pick(
                        "which digit is it?",
                        "what digit is shown?",
                        "which digit do you see?",
                        "read the digit.",
                        "what is the digit?",
                        "name the digit in the image."),
                digit.word());
    }

    static Example spelling(Dice dice) {
        List<Glyph> glyphs = dice.chance(0.7) ? Glyph.LETTERS : Glyph.DIGITS;
        Hue hue = dice.pick(Hue.ALL);
        List<Wish> wishes = new ArrayList<>();
        StringBuilder answer = new StringBuilder();
        for (Place place : List.of(Place.LEFT, Place.RIGHT)) {
            Glyph glyph = dice.pick(glyphs);
            wishes.add(Wish.of(glyph, hue, true).at(place));
            answer.append(answer.isEmpty() ? "" : " ").append(glyph.word());
        }
        return Example.ofPicture(
                Stage.set(wishes, dice),
                dice.pick("read both signs from left to right.", "what is written here?", "read what is written."),
                answer.toString());
    }

    static Example verification(Dice dice) {
        List<Glyph> glyphs = dice.chance(0.6) ? Glyph.LETTERS : Glyph.DIGITS;
        Glyph glyph = dice.pick(glyphs);
        boolean truth = dice.chance(0.5);
        Glyph said = truth ? glyph : dice.pickOther(glyphs, List.of(glyph));
        String sort = glyph.isLetter() ? "letter" : "digit";
        return Example.ofPicture(
                scene(glyph, dice),
                dice.pick(
                        "is it the " + sort + " " + said.word() + "?",
                        "do you see the " + sort + " " + said.word() + "?",
                        "is this " + said.word() + "?"),
                Words.yesNo(truth));
    }

    static Example sort(Dice dice) {
        Kind kind = dice.pick(dice.pick(Glyph.LETTERS), dice.pick(Glyph.DIGITS), dice.pick(Form.ALL));
        String answer = kind instanceof Glyph glyph ? (glyph.isLetter() ? "letter" : "digit") : "shape";
        return Example.ofPicture(
                scene(kind, dice),
                dice.pick(
                        "is it a letter, a digit or a shape?",
                        "letter, digit or shape?",
                        "do you see a shape, a digit or a letter?"),
                answer);
    }

    static Example color(Dice dice) {
        Glyph glyph = dice.pick(dice.chance(0.6) ? Glyph.LETTERS : Glyph.DIGITS);
        Wish wish = Wish.of(glyph, dice.pick(Hue.ALL), true);
        String sort = glyph.isLetter() ? "letter" : "digit";
        return Example.ofPicture(
                Stage.set(List.of(wish), dice),
                dice.pick(
                        "what color is the " + sort + "?",
                        "what is the color of the " + sort + "?",
                        "which color does the " + sort + " " + glyph.word() + " have?"),
                wish.hue().word());
    }

    static Example magnitude(Dice dice) {
        int digit = dice.below(10);
        int bound = dice.between(1, 8);
        return Example.ofPicture(
                scene(Glyph.DIGITS.get(digit), dice),
                dice.pick("is the digit bigger than " + bound + "?", "is it more than " + bound + "?"),
                Words.yesNo(digit > bound));
    }

    static Example drawings(Dice dice) {
        Kind one = dice.chance(0.7) ? new Scribble(dice.bits()) : dice.pick(Glyph.LETTERS);
        boolean same = dice.chance(0.5);
        Kind two = same
                ? one
                : one instanceof Glyph glyph
                        ? dice.pickOther(Glyph.LETTERS, List.of(glyph))
                        : new Scribble(dice.bits());
        Hue hue = dice.chance(0.5) ? Hue.BLACK : dice.pick(Hue.ALL);
        return Example.ofPicture(
                Stage.set(
                        List.of(
                                Wish.of(one, hue, true).at(Place.LEFT),
                                Wish.of(two, hue, true).at(Place.RIGHT)),
                        dice),
                dice.pick(
                        "are the two drawings the same?",
                        "is it the same sign twice?",
                        "do both drawings show the same sign?"),
                Words.yesNo(same));
    }
}
