package io.pituning.learning.world;

import io.pituning.learning.data.Example;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** One of all the questions about texts, each kind as often as its weight says. */
enum TextQuestions {
    SORTING(40, TextQuestions::sorting),
    INFERENCE(12, TextQuestions::inference),
    SAME_MEANING(8, TextQuestions::sameMeaning),
    ACCEPTABILITY(6, TextQuestions::acceptability),
    BLANKS(8, TextQuestions::blanks),
    READING(8, TextQuestions::reading),
    WORD_CLASS(8, WordQuestions::wordClass),
    ODD_ONE(3, WordQuestions::oddOne),
    WORD_PAIR(4, WordQuestions::wordPair),
    MENTION(5, TextQuestions::mention),
    COPY(3, TextQuestions::copy);

    private static final Grammar ENGLISH = Grammar.ENGLISH;
    private static final List<String> ANY_SENTENCE = List.of(
            "fact",
            "story",
            "news",
            "positive",
            "negative",
            "statement",
            "true-fact",
            "sport-text",
            "food-text",
            "travel-text",
            "science-text",
            "animals-text",
            "any-question",
            "one-of-them",
            "many-of-them");
    private static final List<String> PLAIN_SENTENCE = List.of(
            "fact",
            "statement",
            "one-of-them",
            "many-of-them",
            "past",
            "present",
            "future",
            "story",
            "animals-text",
            "food-text",
            "sport-text",
            "weather-text",
            "school-text");
    private static final int TOTAL_WEIGHT =
            Arrays.stream(values()).mapToInt(question -> question.weight).sum();

    private final int weight;
    private final Function<Dice, Example> maker;

    TextQuestions(int weight, Function<Dice, Example> maker) {
        this.weight = weight;
        this.maker = maker;
    }

    static Example any(Dice dice) {
        int choice = dice.below(TOTAL_WEIGHT);
        for (TextQuestions question : values()) {
            choice -= question.weight;
            if (choice < 0) {
                return question.maker.apply(dice);
            }
        }
        throw new AssertionError("the weights add up to less than their sum");
    }

    private static Example example(String instruction, String text, String answer, Dice dice) {
        return Example.ofText(instruction + " " + typeset(text, dice), answer);
    }

    /** Real texts come with and without blanks before their punctuation, and with or without a full stop. */
    static String typeset(String text, Dice dice) {
        String result = text;
        if (dice.chance(0.5)) {
            result = result.replaceAll(" ([.,?!])", "$1").replace(" 's", "'s");
        }
        return result.endsWith(" .") && dice.chance(0.3) ? result.substring(0, result.length() - 2) : result;
    }

    private static Example sorting(Dice dice) {
        Sorting.Sorted sorted = Sorting.any(dice).sorted(dice);
        return example(sorted.instruction(), sorted.text(), sorted.answer(), dice);
    }

    private static Example inference(Dice dice) {
        Inference.Verdict verdict = dice.pick(List.of(Inference.Verdict.values()));
        List<String> pair = Inference.pair(verdict, dice);
        int index = verdict.ordinal();
        if (dice.chance(0.2)) {
            return example(
                    dice.pick("is the second sentence proven?", "can we conclude the second from the first?"),
                    joined(pair, dice),
                    Words.yesNo(verdict == Inference.Verdict.YES),
                    dice);
        }
        return switch (dice.below(3)) {
            case 0 ->
                example(
                        dice.pick("entailment, contradiction or neutral?", "how do the sentences relate?"),
                        joined(pair, dice),
                        List.of("entailment", "contradiction", "neutral").get(index),
                        dice);
            case 1 ->
                example(
                        dice.pick(
                                "if the first is true, is the second true, false or unknown?",
                                "true, false or unknown?"),
                        joined(pair, dice),
                        List.of("true", "false", "unknown").get(index),
                        dice);
            default ->
                example(
                        dice.pick(
                                "does the first sentence entail the second?",
                                "does the second sentence follow from the first?",
                                "does the first sentence imply the second?",
                                "yes, no or maybe: does it follow?"),
                        joined(pair, dice),
                        List.of("yes", "no", "maybe").get(index),
                        dice);
        };
    }

    private static Example sameMeaning(Dice dice) {
        boolean same = dice.chance(0.5);
        List<String> pair = ENGLISH.pair("same-meaning", same, dice);
        if (dice.chance(0.5)) {
            pair = List.of(pair.get(1), pair.get(0));
        }
        return dice.chance(0.25)
                ? example(
                        dice.pick("same or different meaning?", "are the sentences the same or different?"),
                        joined(pair, dice),
                        same ? "same" : "different",
                        dice)
                : example(
                        dice.pick(
                                "do the two sentences mean the same?",
                                "do both sentences say the same?",
                                "is the second sentence another way to say the first?",
                                "same meaning?"),
                        joined(pair, dice),
                        Words.yesNo(same),
                        dice);
    }

    private static String joined(List<String> pair, Dice dice) {
        return switch (dice.below(5)) {
            case 0 -> "first: " + pair.get(0) + " second: " + pair.get(1);
            default -> pair.get(0) + " [sep] " + pair.get(1);
        };
    }

    private static Example acceptability(Dice dice) {
        boolean sound = dice.chance(0.5);
        String sentence = ENGLISH.text(dice.pick(PLAIN_SENTENCE), dice);
        String text = sound ? sentence : broken(sentence, dice);
        return dice.chance(0.6)
                ? example(
                        dice.pick(
                                "is the sentence correct?",
                                "is the grammar right?",
                                "is it good english?",
                                "are the words in the right order?"),
                        text,
                        Words.yesNo(sound),
                        dice)
                : example(
                        dice.pick("correct or wrong?", "is the grammar correct or wrong?"),
                        text,
                        sound ? "correct" : "wrong",
                        dice);
    }

    /** The sentence with its grammar spoilt: words in a wrong order, a verb that does not agree, a small word too many or too few. */
    static String broken(String sentence, Dice dice) {
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
                case 2 -> changed.replaceAll(TextQuestions::disagreeing);
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

    private static Example blanks(Dice dice) {
        List<String> words = new ArrayList<>(
                List.of(ENGLISH.text(dice.pick(ANY_SENTENCE), dice).split(" ")));
        int length = dice.chance(0.7) || words.size() < 4 ? 1 : 2;
        int at = dice.below(Math.max(1, words.size() - length));
        String answer = String.join(" ", words.subList(at, at + length));
        words.subList(at, at + length).clear();
        words.add(at, "blank");
        return example(
                dice.pick(
                        "what belongs to the blank?",
                        "fill in the blank:",
                        "which word is missing?",
                        "complete the sentence:"),
                String.join(" ", words),
                answer,
                dice);
    }

    private static Example reading(Dice dice) {
        String name = ENGLISH.text("first-name", dice);
        String doing = ENGLISH.text(dice.pick("doing", "doing-object"), dice);
        String place = ENGLISH.text("place", dice);
        String other = ENGLISH.text("first-name", dice);
        String otherDoing = ENGLISH.text("doing", dice);
        boolean two = dice.chance(0.5) && !other.equals(name) && !otherDoing.equals(doing);
        String sentence = name + " is " + doing + " " + place + " .";
        String more = other + " is " + otherDoing + " .";
        String text = !two ? sentence : dice.chance(0.5) ? sentence + " " + more : more + " " + sentence;
        return switch (dice.below(4)) {
            case 0 -> example("who is " + doing + "?", text, name, dice);
            case 1 -> example("where is " + name + "?", text, place, dice);
            case 2 -> example("what is " + name + " doing?", text, doing, dice);
            default -> {
                boolean truth = dice.chance(0.5);
                String said = truth ? doing : ENGLISH.text("doing", dice);
                yield example("is " + name + " " + said + "?", text, Words.yesNo(said.equals(doing)), dice);
            }
        };
    }

    private static Example mention(Dice dice) {
        String sentence = ENGLISH.text(dice.pick(ANY_SENTENCE), dice);
        List<String> words = Arrays.stream(sentence.split(" "))
                .filter(word -> word.length() > 3)
                .toList();
        boolean there = dice.chance(0.5) && !words.isEmpty();
        String word = there ? dice.pick(words) : WordQuestions.anyWord(dice);
        return example(
                dice.pick("does the text mention %s?", "is the word %s in the text?", "do you find %s in the sentence?")
                        .formatted(word),
                sentence,
                Words.yesNo((" " + sentence + " ").contains(" " + word + " ")),
                dice);
    }

    private static Example copy(Dice dice) {
        String sentence = ENGLISH.text(dice.pick(PLAIN_SENTENCE), dice);
        List<String> words = List.of(sentence.split(" "));
        return switch (dice.below(4)) {
            case 0 -> Example.ofText("what is the first word? " + sentence, words.get(0));
            case 1 ->
                Example.ofText(
                        "what is the last word? " + sentence,
                        words.get(words.size() - (words.get(words.size() - 1).equals(".") ? 2 : 1)));
            case 2 ->
                Example.ofText(
                        "copy the first three words: " + sentence,
                        String.join(" ", words.subList(0, Math.min(3, words.size()))));
            default -> {
                String fact = ENGLISH.text("true-fact", dice);
                yield Example.ofText("repeat: " + fact, fact);
            }
        };
    }
}
