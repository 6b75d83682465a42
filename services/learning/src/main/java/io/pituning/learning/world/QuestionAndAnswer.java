package io.pituning.learning.world;

import java.util.List;

/** Pairs of a question and a sentence that answers it or only seems to. */
final class QuestionAndAnswer {
    private static final Grammar ENGLISH = Grammar.ENGLISH;

    private QuestionAndAnswer() {}

    /**
     * A question about who does what where, and a sentence.
     *
     * @param answered whether the sentence holds the answer; if not, it speaks of somebody else, of something else, or leaves the asked part out
     */
    static List<String> pair(boolean answered, Dice dice) {
        String name = ENGLISH.text("first-name", dice);
        String doing = ENGLISH.text(dice.pick("doing", "doing-object"), dice);
        String place = ENGLISH.text("place", dice);
        int asked = dice.below(3);
        String question =
                switch (asked) {
                    case 0 -> "who is " + doing + " " + place + " ?";
                    case 1 -> "where is " + name + " " + doing + " ?";
                    default -> "what is " + name + " doing " + place + " ?";
                };
        String sentence = answered
                ? name + " is " + doing + " " + place
                : switch (dice.below(2)) {
                    case 0 -> leftOut(asked, name, doing, place);
                    default -> otherwise(asked, name, doing, place, dice);
                };
        return List.of(question, Grammar.withArticles(sentence + " ."));
    }

    private static String leftOut(int asked, String name, String doing, String place) {
        return switch (asked) {
            case 0 -> "somebody is " + doing + " " + place;
            case 1 -> name + " is " + doing;
            default -> name + " is " + place;
        };
    }

    private static String otherwise(int asked, String name, String doing, String place, Dice dice) {
        return switch (asked) {
            case 0 -> name + " is " + ENGLISH.other("doing-object", doing, dice) + " " + place;
            case 1 -> ENGLISH.other("first-name", name, dice) + " is " + doing + " " + place;
            default -> ENGLISH.other("first-name", name, dice) + " is " + doing + " " + place;
        };
    }
}
