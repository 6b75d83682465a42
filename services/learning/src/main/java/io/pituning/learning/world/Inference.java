package io.pituning.learning.world;

import java.util.List;

/** Pairs of sentences of which the first proves the second, denies it, or leaves it open. */
final class Inference {
    private static final Grammar ENGLISH = Grammar.ENGLISH;

    private Inference() {}

    /** What the first sentence says about the second. */
    enum Verdict {
        YES,
        NO,
        MAYBE
    }

    /** A scene in words, from which both sentences are made. */
    private record Situation(String looks, String who, String general, String doing, String place) {
        String subject(boolean withLooks) {
            return Words.a(withLooks ? looks + " " + who : who);
        }
    }

    static List<String> pair(Verdict verdict, Dice dice) {
        Situation situation = situation(dice);
        boolean withPlace = verdict != Verdict.MAYBE && dice.chance(0.6);
        boolean withLooks = dice.chance(0.6);
        String place = withPlace ? " " + situation.place() : "";
        String premise = situation.subject(withLooks) + " is " + situation.doing() + place;
        String hypothesis =
                switch (verdict) {
                    case YES -> proven(situation, withLooks, place, dice);
                    case NO -> denied(situation, withLooks, place, dice);
                    case MAYBE -> open(situation, withLooks, dice);
                };
        return List.of(Grammar.withArticles(premise), Grammar.withArticles(hypothesis));
    }

    private static Situation situation(Dice dice) {
        boolean animal = dice.chance(0.25);
        String sort = animal ? "animal" : dice.pick("man", "woman", "adult");
        String who = ENGLISH.text(sort, dice);
        String general = animal ? "animal" : sort.equals("adult") ? "person" : dice.pick(sort, "person");
        String doing = ENGLISH.text(animal ? "animal-doing" : dice.pick("doing", "doing-object", "doing-object"), dice);
        return new Situation(ENGLISH.text("looks", dice), who, general, doing, ENGLISH.text("place", dice));
    }

    private static String proven(Situation it, boolean withLooks, String place, Dice dice) {
        String general = Words.a(it.general());
        return switch (dice.below(6)) {
            case 0 -> it.subject(false) + " is " + it.doing() + (withLooks ? place : "");
            case 1 -> general + " is " + it.doing() + place;
            case 2 -> general + " is " + it.doing();
            case 3 -> place.isEmpty() ? "there is " + it.subject(withLooks) : "there is " + it.subject(false) + place;
            case 4 -> "somebody is " + it.doing();
            default -> "the " + it.who() + " is " + it.doing();
        };
    }

    private static String denied(Situation it, boolean withLooks, String place, Dice dice) {
        return switch (dice.below(6)) {
            case 0 -> it.subject(withLooks) + " is not " + it.doing() + place;
            case 1 -> "there is no " + it.who() + " " + it.doing() + place;
            case 2 -> "nobody is " + it.doing();
            case 3 -> "the " + it.who() + " is not " + it.doing();
            case 4 -> "there is no " + it.general() + " " + it.doing();
            default -> "no " + it.general() + " is " + it.doing() + place;
        };
    }

    private static String open(Situation it, boolean withLooks, Dice dice) {
        return switch (dice.below(5)) {
            case 0 -> it.subject(withLooks) + " is " + it.doing() + " " + it.place();
            case 1 -> it.subject(withLooks) + " is " + ENGLISH.other("doing-object", it.doing(), dice);
            case 2 -> Words.a(ENGLISH.other("person", it.who(), dice)) + " is " + it.doing();
            case 3 ->
                withLooks
                        ? it.subject(true) + " is " + ENGLISH.other("doing", it.doing(), dice)
                        : it.subject(true) + " is " + it.doing();
            default ->
                Words.a(ENGLISH.other("person", it.who(), dice)) + " is "
                        + ENGLISH.other("doing-object", it.doing(), dice);
        };
    }
}
