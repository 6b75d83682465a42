package io.pituning.learning.world;

import java.util.List;

/**
 * A way to sort texts into classes.
 *
 * @param weight how often, compared with the other ways
 * @param rules the grammar's rule for each class
 * @param wordings how the classes may be named and asked for
 */
record Sorting(int weight, List<String> rules, List<Wording> wordings) {

    /**
     * Names for the classes, in the order of the rules, and instructions that ask for these names.
     *
     * @param labels one label a class
     * @param instructions complete instructions
     */
    record Wording(List<String> labels, List<String> instructions) {}

    /** All sortings of the pre-training text. */
    static final List<Sorting> ALL = List.of(
            sorting(
                    9,
                    List.of("positive", "negative"),
                    wording(
                            "positive,negative",
                            "is the opinion positive or negative?",
                            "what is the sentiment?",
                            "is the review positive or negative?",
                            "is the phrase positive or negative?",
                            "sentiment:"),
                    wording("good,bad", "is the review good or bad?", "is it good or bad?", "good or bad?"),
                    wording(
                            "yes,no",
                            "is the review positive?",
                            "does the writer like it?",
                            "is the opinion good?",
                            "is the sentence positive?"),
                    wording("no,yes", "is the review negative?", "does the writer dislike it?", "is it a complaint?"),
                    wording("great,terrible", "was it great or terrible?", "the text in one word, great or terrible:")),
            sorting(
                    8,
                    List.of(
                            "ask-person",
                            "ask-place",
                            "ask-number",
                            "ask-time",
                            "ask-thing",
                            "ask-meaning",
                            "ask-reason",
                            "ask-short"),
                    wording(
                            "person,place,number,time,thing,meaning,reason,short form",
                            "what does the question ask for?",
                            "what kind of answer is wanted?",
                            "question type:",
                            "what is the answer, a person, a place, a number, a time, a thing, a meaning, a reason or a short form?"),
                    wording(
                            "human,location,number,number,entity,description,description,abbreviation",
                            "what kind of thing does the question want?",
                            "kind of question:",
                            "human, location, number, entity, description or abbreviation?"),
                    wording(
                            "yes,no,no,no,no,no,no,no",
                            "is the answer a person?",
                            "does the question ask for a person?"),
                    wording("no,yes,no,no,no,no,no,no", "is the answer a place?", "does the question ask for a place?"),
                    wording("no,no,yes,no,no,no,no,no", "is the answer a number?", "does the question ask how many?")),
            sorting(
                    6,
                    List.of(
                            "sport-text",
                            "food-text",
                            "weather-text",
                            "music-text",
                            "travel-text",
                            "science-text",
                            "health-text",
                            "money-text",
                            "school-text",
                            "animals-text",
                            "law-text",
                            "computer-text"),
                    wording(
                            "sport,food,weather,music,travel,science,health,money,school,animals,politics,computers",
                            "what is the topic?",
                            "what is the text about?",
                            "topic:",
                            "which topic does the text have?",
                            "name the topic of the sentence.")),
            sorting(
                    2,
                    List.of("fact", "opinion"),
                    wording("fact,opinion", "is it a fact or an opinion?", "fact or opinion?"),
                    wording(
                            "objective,subjective",
                            "is the text objective or subjective?",
                            "objective or subjective?",
                            "is the sentence objective or subjective?"),
                    wording("no,yes", "is it an opinion?", "does the writer judge?")),
            sorting(
                    5,
                    List.of("story", "opinion"),
                    wording("story,review", "does it tell a story or is it a review?", "story or review?"),
                    wording(
                            "objective,subjective",
                            "is the sentence objective or subjective?",
                            "does the text tell or judge, objective or subjective?"),
                    wording("plot,opinion", "is the sentence about the plot or is it an opinion?", "plot or opinion?")),
            sorting(
                    3,
                    List.of("happy", "sad", "angry", "afraid"),
                    wording(
                            "happy,sad,angry,afraid",
                            "how does the writer feel?",
                            "what is the feeling?",
                            "happy, sad, angry or afraid?",
                            "emotion:"),
                    wording("joy,sadness,anger,fear", "which emotion is it?", "joy, sadness, anger or fear?")),
            sorting(
                    2,
                    List.of("polite", "rude"),
                    wording("polite,rude", "is it polite or rude?", "what is the tone?", "polite or rude?"),
                    wording("yes,no", "is the speaker polite?")),
            sorting(
                    2,
                    List.of("past", "present", "future"),
                    wording(
                            "past,present,future",
                            "is it past, present or future?",
                            "which tense is it?",
                            "when does it happen?"),
                    wording("before,now,later", "does it happen before, now or later?")),
            sorting(
                    2,
                    List.of("statement", "question", "command"),
                    wording(
                            "statement,question,command",
                            "is it a statement, a question or a command?",
                            "what sort of sentence is it?")),
            sorting(
                    2,
                    List.of("one-of-them", "many-of-them"),
                    wording("one,many", "is it one or many?", "how many are meant, one or many?"),
                    wording("singular,plural", "is the subject singular or plural?")),
            sorting(
                    2,
                    List.of("true-fact", "false-fact"),
                    wording("true,false", "true or false?", "is it true or false?", "say true or false:"),
                    wording("yes,no", "is it true?", "is this right?", "is that correct?")),
            sorting(
                    3,
                    List.of("positive-phrase", "negative-phrase"),
                    wording(
                            "positive,negative",
                            "is the phrase positive or negative?",
                            "is the expression positive or negative?"),
                    wording("good,bad", "does it sound good or bad?")),
            sorting(
                    2,
                    List.of("news", "story", "any-question", "positive", "negative"),
                    wording(
                            "news,story,question,praise,complaint",
                            "what kind of text is it?",
                            "news, story, question, praise or complaint?")));

    private static Sorting sorting(int weight, List<String> rules, Wording... wordings) {
        return new Sorting(weight, rules, List.of(wordings));
    }

    private static Wording wording(String labels, String... instructions) {
        return new Wording(List.of(labels.split(",")), List.of(instructions));
    }

    static Sorting any(Dice dice) {
        return dice.pickWeighted(ALL, Sorting::weight);
    }

    /** Instruction, text and answer. */
    record Sorted(String instruction, String text, String answer) {}

    Sorted sorted(Dice dice) {
        Wording wording = dice.pick(wordings);
        boolean distinctLabels = wording.labels().stream().distinct().count() == rules.size();
        int aim = dice.below(rules.size());
        if (!distinctLabels && dice.chance(0.4)) {
            // Several classes share a label: without this the rarer label would be seldom right.
            String label = dice.pick(wording.labels().stream().distinct().toList());
            while (!wording.labels().get(aim).equals(label)) {
                aim = dice.below(rules.size());
            }
        }
        String rule = rules.get(aim);
        String text = Share.PRETRAINING.draw(() -> Grammar.ENGLISH.text(rule, dice));
        String answer = wording.labels().get(aim);
        double form = dice.uniform(0, 1);

        if (form < 0.6 || !distinctLabels || wording.labels().contains("yes")) {
            return new Sorted(dice.pick(wording.instructions()), text, answer);
        }
        int other = dice.below(rules.size() - 1);
        other = other >= aim ? other + 1 : other;
        String rival = wording.labels().get(other);
        boolean first = dice.chance(0.5);
        String one = first ? answer : rival;
        String two = first ? rival : answer;
        if (form < 0.75) {
            return new Sorted(
                    dice.pick(
                            one + " or " + two + "?",
                            "choose " + one + " or " + two + ":",
                            "is this rather " + one + " or " + two + "?"),
                    text,
                    answer);
        }
        if (form < 0.9) {
            boolean truth = dice.chance(0.5);
            return new Sorted(
                    dice.pick("is it %s?", "does %s fit?", "is %s the right word?")
                            .formatted(truth ? answer : rival),
                    text,
                    Words.yesNo(truth));
        }
        List<String> names = dice.draw(Words.NICKNAMES, 2);
        return new Sorted(
                dice.pick("say %s for %s and %s for %s:", "%s means %s, %s means %s. which one?")
                        .formatted(names.get(0), one, names.get(1), two),
                text,
                names.get(first ? 0 : 1));
    }
}
