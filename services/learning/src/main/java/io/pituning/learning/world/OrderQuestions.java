package io.pituning.learning.world;

import io.pituning.learning.data.Example;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Texts with words at wrong places, to be put right: noise as BART's (Lewis et al. 2020), with the words concerned as the answer. */
final class OrderQuestions {
    private static final List<String> SMALL_WORDS =
            List.of("the", "a", "is", "are", "was", "of", "to", "in", "on", "and", "not", "has", "it", "for");
    private static final int MOST_IN_ORDER = 9;

    private OrderQuestions() {}

    /** @param text what the question is about, no longer as it was */
    private record Question(String asked, String text, String answer) {}

    /**
     * A question about these words.
     *
     * @param words {@linkplain TextWords#isLongEnough long enough}
     */
    static Example any(List<String> words, Dice dice) {
        while (true) {
            int kind = dice.below(words.size() <= MOST_IN_ORDER ? 5 : 4);
            Question question =
                    kind < 2 ? swapped(words, dice) : kind < 4 ? tooMany(words, dice) : mixedUp(words, dice);
            if (Share.PRETRAINING.holds(question.text())) {
                return Example.ofText(question.asked() + " " + question.text(), question.answer());
            }
        }
    }

    private static Question swapped(List<String> words, Dice dice) {
        int at = dice.below(words.size() - 1);
        List<String> changed = new ArrayList<>(words);
        Collections.swap(changed, at, at + 1);
        return new Question(
                dice.pick("which two words have to change places?", "which neighbors stand in the wrong order?"),
                String.join(" ", changed),
                words.get(at) + " " + words.get(at + 1));
    }

    private static Question tooMany(List<String> words, Dice dice) {
        String word = dice.chance(0.6) ? dice.pick(SMALL_WORDS) : WordQuestions.anyWord(dice);
        List<String> changed = new ArrayList<>(words);
        changed.add(dice.below(words.size()), word);
        return new Question(
                dice.pick("which word is too many?", "which word does not belong there?"),
                String.join(" ", changed),
                word);
    }

    private static Question mixedUp(List<String> words, Dice dice) {
        return new Question(
                dice.pick("put the words in order:", "what should it read?"),
                String.join(" ", dice.shuffled(words)),
                String.join(" ", words));
    }
}
