package io.pituning.learning.world;

import io.pituning.learning.data.Example;
import io.pituning.learning.data.Modality;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Builtin tasks of the language modality, of the kinds of GLUE (Wang et al. 2019): inference, question-answer entailment, paraphrase, question
 * pairs, sentiment, acceptability.
 */
final class LanguageTasks {
    private static final Grammar ENGLISH = Grammar.ENGLISH;
    private static final Grammar OF_RESTAURANTS =
            ENGLISH.replacing("subject", "food-item").replacing("part", "food-part");
    private static final List<String> SENTENCES =
            List.of("fact", "statement", "story", "food-text", "travel-text", "school-text", "animals-text");
    private static final List<Inference.Verdict> VERDICTS =
            List.of(Inference.Verdict.YES, Inference.Verdict.MAYBE, Inference.Verdict.NO);
    private static final List<String> YES_NO = List.of("yes", "no");

    static final List<BuiltinTask> ALL = List.of(
            task(
                    "sentence-follows",
                    "does the report back the claim?",
                    List.of("yes", "maybe", "no"),
                    Set.of(Trait.SENTENCE_PAIR, Trait.VERDICT),
                    (label, dice) -> joined(Inference.pair(VERDICTS.get(label), dice))),
            task(
                    "answer-inside",
                    "is the question answered there?",
                    YES_NO,
                    Set.of(Trait.SENTENCE_PAIR, Trait.QUESTION),
                    (label, dice) -> joined(QuestionAndAnswer.pair(label == 0, dice))),
            task(
                    "same-meaning",
                    "is it the same news twice?",
                    YES_NO,
                    Set.of(Trait.SENTENCE_PAIR, Trait.PARAPHRASE),
                    (label, dice) -> joined(ENGLISH.pair("same-meaning", label == 0, dice))),
            task(
                    "same-question",
                    "would one answer do for both?",
                    YES_NO,
                    Set.of(Trait.SENTENCE_PAIR, Trait.PARAPHRASE, Trait.QUESTION),
                    (label, dice) -> joined(ENGLISH.pair("same-question", label == 0, dice))),
            task(
                    "restaurant-reviews",
                    "would the guest come back or stay away?",
                    List.of("back", "away"),
                    Set.of(Trait.OPINION),
                    (label, dice) -> review(label == 0 ? "restaurant-liked" : "restaurant-disliked", dice)),
            task(
                    "sound-grammar",
                    "is the sentence clean or broken?",
                    List.of("clean", "broken"),
                    Set.of(Trait.GRAMMAR),
                    (label, dice) -> {
                        String sentence = ENGLISH.text(dice.pick(SENTENCES), dice);
                        return label == 0 ? sentence : BrokenSentence.of(sentence, dice);
                    }));

    private LanguageTasks() {}

    private static BuiltinTask task(
            String name,
            String instruction,
            List<String> labels,
            Set<Trait> traits,
            BiFunction<Integer, Dice, String> maker) {
        return BuiltinTask.choosing(
                name,
                Modality.LANGUAGE,
                instruction,
                labels,
                traits,
                (label, dice) -> Example.ofText(maker.apply(label, dice), ""));
    }

    /** Two sentences: pre-training may have seen one or the other, but not both together. */
    private static String review(String rule, Dice dice) {
        return OF_RESTAURANTS.text(rule, dice) + " " + OF_RESTAURANTS.text(rule, dice);
    }

    private static String joined(List<String> pair) {
        return String.join(" [SEP] ", pair);
    }
}
