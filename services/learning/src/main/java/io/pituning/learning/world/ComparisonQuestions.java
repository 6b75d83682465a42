package io.pituning.learning.world;

import io.pituning.learning.data.Example;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Questions about a text and its copy, in which words may have been moved or changed: to compare word for word is the pre-training's, to
 * understand what two texts say the tasks'.
 */
final class ComparisonQuestions {
    private static final int MOST_PARTS = 3;

    private ComparisonQuestions() {}

    /** @param copy the second text */
    private record Question(String asked, List<String> copy, String answer) {}

    /**
     * A question about these words.
     *
     * @param words {@linkplain TextWords#isLongEnough long enough}
     */
    static Example any(List<String> words, Dice dice) {
        while (true) {
            Question question = question(words, dice);
            String copy = String.join(" ", question.copy());
            if (question.copy().equals(words) || Share.PRETRAINING.holds(copy)) {
                String text = String.join(" ", words);
                String both = dice.chance(0.2) ? "first: " + text + " second: " + copy : text + " [sep] " + copy;
                return Example.ofText(question.asked() + " " + TextQuestions.typeset(both, dice), question.answer());
            }
        }
    }

    private static Question question(List<String> words, Dice dice) {
        String old = words.get(dice.pick(TextWords.single(words)));
        String other = WordQuestions.alike(old, words, dice);
        List<String> same = dice.chance(0.5) ? words : moved(words, dice);
        List<String> changed = new ArrayList<>(same);
        Collections.replaceAll(changed, old, other);
        List<String> shorter = new ArrayList<>(same);
        shorter.remove(old);
        boolean equal = dice.chance(0.5);
        return switch (dice.below(6)) {
            case 0, 1 ->
                new Question(
                        dice.pick(
                                "are both texts made of the same words?",
                                "does the second text have every word of the first?",
                                "the same words in both?"),
                        equal ? same : changed,
                        Words.yesNo(equal));
            case 2 ->
                new Question(
                        dice.pick(
                                "which word of the first text is not in the second?",
                                "which word was replaced?",
                                "which word does only the first text have?"),
                        changed,
                        old);
            case 3 ->
                new Question(
                        dice.pick(
                                "which word of the second text is new?",
                                "which word does only the second text have?",
                                "which word is not from the first text?"),
                        changed,
                        other);
            case 4 ->
                new Question(
                        dice.pick("what stands in place of %s?", "what has become of the word %s?")
                                .formatted(old),
                        changed,
                        other);
            default ->
                new Question(
                        dice.pick(
                                "which word was left out?",
                                "which word is missing in the second text?",
                                "what did the copy forget?"),
                        shorter,
                        old);
        };
    }

    /** The words in parts that have changed places; a full stop stays the last. */
    private static List<String> moved(List<String> words, Dice dice) {
        int end = TextWords.isWord(words.get(words.size() - 1)) ? words.size() : words.size() - 1;
        List<List<String>> parts = new ArrayList<>();
        int from = 0;
        for (int part = 1; part < MOST_PARTS && from + 1 < end; part++) {
            int to = dice.between(from + 1, end - 1);
            parts.add(words.subList(from, to));
            from = to;
        }
        parts.add(words.subList(from, end));
        Collections.rotate(parts, dice.between(1, parts.size() - 1));
        List<String> result = new ArrayList<>();
        parts.forEach(result::addAll);
        result.addAll(words.subList(end, words.size()));
        return result;
    }
}
