package io.pituning.schemas.event;

/**
 * The accuracy one gets for nothing: always answering the most frequent training label, or guessing evenly where that is better.
 *
 * @param validation share of that label in the validation split, 0 to 1
 * @param test share of that label in the test split, 0 to 1
 */
public record Chance(double validation, double test) {
    public Chance {
        validation = Checks.share("chance.validation", validation);
        test = Checks.share("chance.test", test);
    }
}
