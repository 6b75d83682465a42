package io.pituning.schemas.event;

import java.util.Objects;

/**
 * Scores of one expert on the two held-out splits.
 *
 * @param validation decides early stopping and the choice between own and interpolated
 * @param test never looked at by a decision
 */
public record Scores(Score validation, Score test) {
    public Scores {
        Objects.requireNonNull(validation, "validation");
        Objects.requireNonNull(test, "test");
    }
}
