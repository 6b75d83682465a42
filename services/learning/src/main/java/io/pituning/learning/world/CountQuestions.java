package io.pituning.learning.world;

import io.pituning.learning.data.Example;
import java.util.ArrayList;
import java.util.List;

/** Questions about how many things there are. */
final class CountQuestions {
    private CountQuestions() {}

    /** {@code count} things; each is the first kind and color with the given chance. */
    private static List<Wish> crowd(int count, Dice dice) {
        List<Form> forms = dice.draw(Form.ALL, 2);
        List<Hue> hues = dice.draw(Hue.ALL, 2);
        double likeFirst = dice.pick(0.4, 0.6, 1.0);
        List<Wish> wishes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            wishes.add(Wish.of(
                    dice.chance(likeFirst) ? forms.get(0) : forms.get(1),
                    dice.chance(likeFirst) ? hues.get(0) : hues.get(1),
                    dice.chance(0.5)));
        }
        return wishes;
    }

    static Example total(Dice dice) {
        int count = dice.between(1, 6);
        Scene scene = Stage.set(crowd(count, dice), dice);
        return counted(
                scene,
                dice.pick(
                        "how many shapes are there?",
                        "how many things do you see?",
                        "count the shapes.",
                        "how many objects are in the image?",
                        "what is the number of shapes?"),
                count,
                dice);
    }

    static Example some(Dice dice) {
        List<Wish> wishes = crowd(dice.between(1, 5), dice);
        boolean byForm = dice.chance(0.6);
        Wish asked = dice.pick(wishes);
        String noun;
        int count;
        if (byForm) {
            Kind form = dice.chance(0.15) ? dice.pick(Form.ALL) : asked.kind();
            noun = form.plural();
            count = (int) wishes.stream().filter(wish -> wish.kind() == form).count();
        } else {
            Hue hue = dice.chance(0.15) ? dice.pick(Hue.ALL) : asked.hue();
            noun = hue.word() + " shapes";
            count = (int) wishes.stream().filter(wish -> wish.hue() == hue).count();
        }
        return counted(
                Stage.set(wishes, dice),
                dice.pick(
                        "how many " + noun + " are there?",
                        "how many " + noun + " do you see?",
                        "count the " + noun + ".",
                        "what is the number of " + noun + "?"),
                count,
                dice);
    }

    private static Example counted(Scene scene, String question, int count, Dice dice) {
        return dice.chance(0.3)
                ? Example.ofPicture(
                        scene,
                        question + dice.pick(" answer with a word.", " say it in words."),
                        Words.NUMBERS.get(count))
                : Example.ofPicture(scene, question, Integer.toString(count));
    }

    static Example parity(Dice dice) {
        int count = dice.between(1, 6);
        return Example.ofPicture(
                Stage.set(crowd(count, dice), dice),
                dice.pick(
                        "is the number of shapes odd or even?",
                        "odd or even: how many shapes are there?",
                        "is the count of things even or odd?"),
                count % 2 == 0 ? "even" : "odd");
    }

    static Example comparison(Dice dice) {
        List<Wish> wishes = crowd(dice.between(2, 6), dice);
        Form one = (Form) wishes.get(0).kind();
        Form two = wishes.stream()
                .map(wish -> (Form) wish.kind())
                .filter(form -> form != one)
                .findFirst()
                .orElseGet(() -> dice.pickOther(Form.ALL, List.of(one)));
        long ones = wishes.stream().filter(wish -> wish.kind() == one).count();
        long twos = wishes.stream().filter(wish -> wish.kind() == two).count();
        Scene scene = Stage.set(wishes, dice);
        boolean swap = dice.chance(0.5);
        Form left = swap ? two : one;
        Form right = swap ? one : two;
        long lefts = swap ? twos : ones;
        long rights = swap ? ones : twos;
        if (lefts != rights && dice.chance(0.4)) {
            return Example.ofPicture(
                    scene,
                    "what is there more of, " + left.plural() + " or " + right.plural() + "?",
                    (lefts > rights ? left : right).plural());
        }
        return Example.ofPicture(
                scene,
                dice.pick(
                        "are there more " + left.plural() + " than " + right.plural() + "?",
                        "do you see more " + left.plural() + " than " + right.plural() + "?"),
                Words.yesNo(lefts > rights));
    }

    static Example threshold(Dice dice) {
        int count = dice.between(1, 6);
        int bound = dice.between(1, 5);
        return Example.ofPicture(
                Stage.set(crowd(count, dice), dice),
                dice.pick(
                        "are there more than " + bound + " shapes?",
                        "do you see more than " + Words.NUMBERS.get(bound) + " things?",
                        "is the number of shapes bigger than " + bound + "?"),
                Words.yesNo(count > bound));
    }
}
