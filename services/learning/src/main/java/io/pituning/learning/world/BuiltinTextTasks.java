package io.pituning.learning.world;

import io.pituning.learning.data.Example;
import io.pituning.learning.data.Modality;
import java.util.List;
import java.util.function.BiFunction;

/** Builtin tasks of the language modality. */
final class BuiltinTextTasks {
    private static final Grammar ENGLISH = Grammar.ENGLISH;
    private static final Grammar OF_PRODUCTS =
            ENGLISH.replacing("subject", "product").replacing("part", "product-part");
    private static final Grammar OF_RESTAURANTS =
            ENGLISH.replacing("subject", "food-item").replacing("part", "food-part");
    private static final List<String> SENTENCES =
            List.of("fact", "statement", "story", "food-text", "travel-text", "school-text", "animals-text");

    static final List<BuiltinTask> ALL = List.of(
            sorted(
                    "product-reviews",
                    "would the owner buy it again or return it?",
                    List.of("buy", "return"),
                    OF_PRODUCTS,
                    List.of("product-liked", "product-disliked")),
            sorted(
                    "restaurant-reviews",
                    "would the guest come back or stay away?",
                    List.of("back", "away"),
                    OF_RESTAURANTS,
                    List.of("restaurant-liked", "restaurant-disliked")),
            sorted(
                    "film-reviews",
                    "does the viewer clap or boo?",
                    List.of("clap", "boo"),
                    ENGLISH.replacing("subject", "film").replacing("part", "film-part"),
                    List.of("film-liked", "film-disliked")),
            sorted(
                    "question-kind",
                    "what would the answer give, a name, a spot, a count or a cause?",
                    List.of("name", "spot", "count", "cause"),
                    ENGLISH,
                    List.of("ask-person", "ask-place", "ask-number", "ask-reason")),
            sorted(
                    "question-tool",
                    "what helps to answer it, a phone, a map, a ruler or a clock?",
                    List.of("phone", "map", "ruler", "clock"),
                    ENGLISH,
                    List.of("ask-person", "ask-place", "ask-number", "ask-time")),
            sorted(
                    "topic-room",
                    "where is it read, in the park, the kitchen, the school or the office?",
                    List.of("park", "kitchen", "school", "office"),
                    ENGLISH,
                    List.of("hobby-text", "food-text", "study-text", "office-text")),
            sorted(
                    "topic-view",
                    "what does it look at, the field, the sky, the stage or the forest?",
                    List.of("field", "sky", "stage", "forest"),
                    ENGLISH,
                    List.of("sport-text", "weather-text", "music-text", "animals-text")),
            sorted(
                    "mood-weather",
                    "which weather is in the writer's heart?",
                    List.of("sun", "rain", "storm", "fog"),
                    ENGLISH,
                    List.of("happy", "sad", "angry", "afraid")),
            language(
                    "claim-check",
                    "does the report back the claim?",
                    List.of("proven", "wrong", "open"),
                    (label, dice) -> String.join(
                            " [SEP] ",
                            Inference.pair(List.of(Inference.Verdict.values()).get(label), dice))),
            language("sentence-care", "is the sentence clean or broken?", List.of("clean", "broken"), (label, dice) -> {
                String sentence = ENGLISH.text(dice.pick(SENTENCES), dice);
                return TextQuestions.typeset(label == 0 ? sentence : TextQuestions.broken(sentence, dice), dice);
            }));

    private BuiltinTextTasks() {}

    private static BuiltinTask sorted(
            String name, String instruction, List<String> labels, Grammar grammar, List<String> rules) {
        return language(
                name,
                instruction,
                labels,
                (label, dice) -> TextQuestions.typeset(grammar.text(rules.get(label), dice), dice));
    }

    private static BuiltinTask language(
            String name, String instruction, List<String> labels, BiFunction<Integer, Dice, String> maker) {
        return BuiltinTask.of(
                name,
                Modality.LANGUAGE,
                instruction,
                labels,
                (label, dice) -> Example.ofText(maker.apply(label, dice), labels.get(label)));
    }
}
