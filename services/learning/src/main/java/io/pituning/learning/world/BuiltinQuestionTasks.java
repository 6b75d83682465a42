package io.pituning.learning.world;

import io.pituning.learning.data.Example;
import io.pituning.learning.data.Modality;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Builtin tasks of the vision-language modality: each picture has a question of its own. */
final class BuiltinQuestionTasks {
    private static final List<Hue> QUIZ_HUES = List.of(Hue.RED, Hue.GREEN, Hue.BLUE, Hue.YELLOW, Hue.PURPLE, Hue.BLACK);
    private static final List<Place> QUIZ_PLACES = List.of(Place.TOP, Place.RIGHT, Place.BOTTOM, Place.LEFT);

    static final List<BuiltinTask> ALL = List.of(
            task("color-check", "right or wrong?", List.of("right", "wrong"), BuiltinQuestionTasks::colourCheck),
            task("color-guess", "hit or miss?", List.of("hit", "miss"), BuiltinQuestionTasks::colourGuess),
            task(
                    "shape-check",
                    "is the gate open or closed?",
                    List.of("open", "closed"),
                    BuiltinQuestionTasks::formCheck),
            task(
                    "shape-color-vqa",
                    "",
                    List.of("apple", "grass", "ocean", "lemon", "plum", "night"),
                    BuiltinQuestionTasks::colourQuiz),
            task("count-quiz", "", List.of("none", "single", "pair", "several"), BuiltinQuestionTasks::countQuiz),
            task("place-quiz", "", List.of("north", "east", "south", "west"), BuiltinQuestionTasks::placeQuiz),
            task("place-check", "near or far?", List.of("near", "far"), BuiltinQuestionTasks::placeCheck));

    private BuiltinQuestionTasks() {}

    private static BuiltinTask task(
            String name, String instruction, List<String> labels, BiFunction<Integer, Dice, Example> maker) {
        return BuiltinTask.of(name, Modality.VISION_LANGUAGE, instruction, labels, maker);
    }

    private static Example asked(List<Wish> wishes, String question, Dice dice) {
        return Example.ofPicture(Stage.set(wishes, dice), question, "");
    }

    private static Example colourCheck(int label, Dice dice) {
        List<Wish> wishes = FormQuestions.different(dice.between(1, 2), dice);
        Hue hue = wishes.get(0).hue();
        Hue said = label == 0
                ? hue
                : dice.pickOther(Hue.ALL, wishes.stream().map(Wish::hue).toList());
        return asked(wishes, "the " + wishes.get(0).kind().word() + " looks " + said.word() + " to me.", dice);
    }

    private static Example colourGuess(int label, Dice dice) {
        List<Wish> wishes = FormQuestions.different(1, dice);
        Hue hue = wishes.get(0).hue();
        Hue said = label == 0 ? hue : dice.pickOther(Hue.ALL, List.of(hue));
        return asked(
                wishes,
                dice.pick("i guess the paint was %s.", "somebody took %s paint for it.")
                        .formatted(said.word()),
                dice);
    }

    private static Example formCheck(int label, Dice dice) {
        List<Wish> wishes = FormQuestions.different(dice.between(1, 2), dice);
        List<Form> forms = wishes.stream().map(wish -> (Form) wish.kind()).toList();
        Form said = label == 0 ? forms.get(0) : dice.pickOther(Form.ALL, forms);
        return asked(
                wishes, "the " + wishes.get(0).hue().word() + " thing could be " + Words.a(said.word()) + ".", dice);
    }

    private static Example colourQuiz(int label, Dice dice) {
        List<Wish> wishes = new ArrayList<>(FormQuestions.different(2, dice));
        Hue hue = QUIZ_HUES.get(label);
        Hue other = dice.pickOther(QUIZ_HUES, List.of(hue));
        wishes.set(0, Wish.of(wishes.get(0).kind(), hue, true));
        wishes.set(1, Wish.of(wishes.get(1).kind(), other, dice.chance(0.5)));
        return asked(
                wishes,
                dice.pick("which thing shares its paint with the %s?", "the %s is painted like what?")
                        .formatted(wishes.get(0).kind().word()),
                dice);
    }

    private static Example countQuiz(int label, Dice dice) {
        List<Form> forms = dice.draw(Form.ALL, 2);
        List<Wish> wishes = new ArrayList<>();
        int wanted = label < 3 ? label : dice.between(3, 4);
        for (int i = 0; i < wanted; i++) {
            wishes.add(Wish.of(forms.get(0), dice.pick(Hue.ALL), false));
        }
        int others = dice.between(wanted == 0 ? 1 : 0, 2);
        for (int i = 0; i < others; i++) {
            wishes.add(Wish.of(forms.get(1), dice.pick(Hue.ALL), false));
        }
        return asked(
                wishes,
                dice.pick("what is the tally of %s?", "the stock of %s is what?")
                        .formatted(forms.get(0).plural()),
                dice);
    }

    private static Example placeQuiz(int label, Dice dice) {
        List<Wish> wishes = new ArrayList<>(FormQuestions.different(2, dice));
        wishes.set(0, Wish.of(wishes.get(0).kind(), wishes.get(0).hue(), false).at(QUIZ_PLACES.get(label)));
        wishes.set(1, Wish.of(wishes.get(1).kind(), wishes.get(1).hue(), false).at(Place.CENTER));
        return asked(
                wishes,
                dice.pick("towards which wind lies the %s?", "the %s is on which side of the map?")
                        .formatted(wishes.get(0).kind().word()),
                dice);
    }

    private static Example placeCheck(int label, Dice dice) {
        List<Wish> wishes = new ArrayList<>(FormQuestions.different(1, dice));
        Place place = dice.pick(QUIZ_PLACES);
        Place said = label == 0 ? place : dice.pickOther(QUIZ_PLACES, List.of(place));
        wishes.set(
                0,
                Wish.of(wishes.get(0).kind(), wishes.get(0).hue(), dice.chance(0.5))
                        .at(place));
        return asked(
                wishes,
                "i aimed at the " + said.word() + " for the "
                        + wishes.get(0).kind().word() + ".",
                dice);
    }
}
