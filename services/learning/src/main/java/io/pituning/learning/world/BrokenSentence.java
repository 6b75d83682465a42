package io.pituning.learning.world;

import java.util.ArrayList;
import java.util.List;

/** Spoils the grammar of sentences: words in a wrong order, a verb that does not agree, a small word too many. */
final class BrokenSentence {
    private BrokenSentence() {}

    static String of(String sentence, Dice dice) {
        List<String> words = new ArrayList<>(List.of(sentence.split(" ")));
        int body = Math.max(2, words.size() - 1);
        String result = sentence;
        while (result.equals(sentence)) {
            List<String> changed = new ArrayList<>(words);
            switch (dice.below(4)) {
                case 0 -> {
                    int at = dice.below(body - 1);
                    changed.add(at, changed.remove(at + 1));
                }
                case 1 -> {
                    List<String> front = dice.shuffled(changed.subList(0, body));
                    for (int i = 0; i < body; i++) {
                        changed.set(i, front.get(i));
                    }
                }
                case 2 -> changed.replaceAll(BrokenSentence::disagreeing);
                default -> changed.add(dice.between(1, body - 1), dice.pick("the", "is", "of", "to", "a", "are"));
            }
            result = String.join(" ", changed);
        }
        return result;
    }

    private static String disagreeing(String word) {
        return switch (word) {
            case "is" -> "are";
            case "are" -> "is";
            case "was" -> "were";
            case "were" -> "was";
            case "has" -> "have";
            case "lives" -> "live";
            case "will" -> "wills";
            default -> word;
        };
    }
}
