package io.pituning.learning.world;

import io.pituning.learning.data.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Questions about single words: their class, their opposites, the one that does not fit. */
final class WordQuestions {
    private static final Grammar ENGLISH = Grammar.ENGLISH;
    private static final List<String> WORD_CLASSES =
            ENGLISH.names().stream().filter(name -> name.startsWith("word-")).toList();

    private static final List<List<String>> SINGLE_WORDS = ENGLISH.names().stream()
            .map(ENGLISH::words)
            .filter(words -> words.size() > 5 && words.stream().noneMatch(word -> word.contains(" ")))
            .toList();

    private WordQuestions() {}

    static String anyWord(Dice dice) {
        return ENGLISH.text(dice.pick(WORD_CLASSES), dice);
    }

    /**
     * A word to stand in place of another: one of a rule that has both, where there is such a rule with a word left, and then hard to tell
     * apart.
     *
     * @param taken the words of a text, which it must not be; far fewer than the grammar has
     */
    static String alike(String word, List<String> taken, Dice dice) {
        boolean number = word.matches("\\d+");
        Optional<List<String>> rule = SINGLE_WORDS.stream()
                .filter(words -> words.contains(word) && !taken.containsAll(words))
                .findFirst();
        while (true) {
            String other = number
                    ? Integer.toString(dice.between(2, 999))
                    : rule.map(dice::pick).orElseGet(() -> anyWord(dice));
            if (!taken.contains(other) && !other.contains(" ")) {
                return other;
            }
        }
    }

    static Example wordClass(Dice dice) {
        String rule = dice.pick(WORD_CLASSES);
        String word = ENGLISH.text(rule, dice);
        String name = className(rule);
        if (dice.chance(0.4)) {
            boolean truth = dice.chance(0.5);
            String said = truth ? name : className(dice.pickOther(WORD_CLASSES, List.of(rule)));
            boolean right = truth || ENGLISH.words(inner(said)).contains(word);
            return Example.ofText(
                    Grammar.withArticles(dice.pick("is %s a kind of %s?", "is the word %s a %s?", "%s: is it a %s?")
                            .formatted(word, said)),
                    Words.yesNo(right));
        }
        return Example.ofText(
                Grammar.withArticles(dice.pick(
                                "what kind of thing is %s?",
                                "what is a %s?", "what class does the word %s belong to?", "%s is a kind of what?")
                        .formatted(word)),
                name);
    }

    static Example oddOne(Dice dice) {
        List<String> rules = dice.draw(WORD_CLASSES, 2);
        List<String> common = ENGLISH.words(inner(className(rules.get(0))));
        String odd = ENGLISH.text(rules.get(1), dice);
        if (common.contains(odd)) {
            return wordClass(dice);
        }
        List<String> words = new ArrayList<>(dice.draw(common, 3));
        words.add(odd);
        return Example.ofText(
                dice.pick("which word does not fit: ", "find the odd one: ", "which one is different: ")
                        + String.join(", ", dice.shuffled(words)) + "?",
                odd);
    }

    static Example wordPair(Dice dice) {
        boolean opposite = dice.chance(0.5);
        List<String> words =
                List.of(ENGLISH.text(opposite ? "opposites" : "synonyms", dice).split(" "));
        boolean swap = dice.chance(0.5);
        String one = words.get(swap ? 1 : 0);
        String two = words.get(swap ? 0 : 1);
        if (dice.chance(0.5)) {
            return Example.ofText(
                    dice.pick("do %s and %s mean the same?", "is %s the same as %s?")
                            .formatted(one, two),
                    Words.yesNo(!opposite));
        }
        return opposite
                ? Example.ofText(
                        dice.pick("what is the opposite of %s?", "the opposite of %s is what?")
                                .formatted(one),
                        two)
                : Example.ofText(
                        dice.pick("what is another word for %s?", "which word means the same as %s?")
                                .formatted(one),
                        two);
    }

    private static String className(String rule) {
        return rule.equals("word-body") ? "part of the body" : rule.substring("word-".length());
    }

    private static String inner(String name) {
        return switch (name) {
            case "part of the body" -> "body";
            case "number" -> "small-number";
            case "name" -> "first-name";
            default -> name;
        };
    }
}
