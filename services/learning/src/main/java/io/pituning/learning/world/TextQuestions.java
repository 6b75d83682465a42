package io.pituning.learning.world;

import io.pituning.learning.data.Example;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** One of all the questions about texts, each kind as often as its weight says. */
enum TextQuestions {
    SORTING(30, TextQuestions::sorting),
    COMPARISON(30, TextQuestions::comparison),
    ORDER(14, TextQuestions::order),
    READING(14, TextQuestions::reading),
    DENOISING(6, TextQuestions::denoising),
    BLANKS(5, TextQuestions::blanks),
    WORD_CLASS(6, WordQuestions::wordClass),
    ODD_ONE(3, WordQuestions::oddOne),
    WORD_PAIR(4, WordQuestions::wordPair),
    MENTION(6, TextQuestions::mention),
    COPY(3, TextQuestions::copy);

    private static final String UNKNOWN = "unknown";
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
    private static final List<TextQuestions> ALL = List.of(values());

    private final int weight;
    private final Function<Dice, Example> maker;

    TextQuestions(int weight, Function<Dice, Example> maker) {
        this.weight = weight;
        this.maker = maker;
    }

    static Example any(Dice dice) {
        return dice.pickWeighted(ALL, question -> question.weight).maker.apply(dice);
    }

    private static String sentence(String rule, Dice dice) {
        return Share.PRETRAINING.draw(() -> ENGLISH.text(rule, dice));
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

    /** Short spans are missing; the answer is what stood there, in order. */
    private static Example denoising(Dice dice) {
        return Denoising.example(TextWords.words(sentence(dice.pick(ANY_SENTENCE), dice)), dice);
    }

    private static Example comparison(Dice dice) {
        return ComparisonQuestions.any(longSentence(PLAIN_SENTENCE, dice), dice);
    }

    private static Example order(Dice dice) {
        return OrderQuestions.any(longSentence(PLAIN_SENTENCE, dice), dice);
    }

    private static List<String> longSentence(List<String> rules, Dice dice) {
        while (true) {
            List<String> words = TextWords.words(sentence(dice.pick(rules), dice));
            if (TextWords.isLongEnough(words)) {
                return words;
            }
        }
    }

    private static Example blanks(Dice dice) {
        List<String> words =
                new ArrayList<>(List.of(sentence(dice.pick(ANY_SENTENCE), dice).split(" ")));
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
        return switch (dice.below(6)) {
            case 0 -> example("who is " + doing + "?", text, name, dice);
            case 1 -> example("where is " + name + "?", text, place, dice);
            case 2 -> example("what is " + name + " doing?", text, doing, dice);
            case 3 -> example("where is " + name + "?", name + " is " + doing + " .", UNKNOWN, dice);
            case 4 -> {
                String third = ENGLISH.text("first-name", dice);
                yield example(
                        "what is " + third + " doing?",
                        text,
                        text.contains(third + " ") ? (third.equals(name) ? doing : otherDoing) : UNKNOWN,
                        dice);
            }
            default -> {
                boolean truth = dice.chance(0.5);
                String said = truth ? doing : ENGLISH.text("doing", dice);
                yield example("is " + name + " " + said + "?", text, Words.yesNo(said.equals(doing)), dice);
            }
        };
    }

    private static Example mention(Dice dice) {
        String sentence = sentence(dice.pick(ANY_SENTENCE), dice);
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
        String sentence = sentence(dice.pick(PLAIN_SENTENCE), dice);
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
                String fact = sentence("true-fact", dice);
                yield Example.ofText("repeat: " + fact, fact);
            }
        };
    }
}
