package io.pituning.schemas.event;

import java.util.Objects;
import java.util.Optional;

/**
 * What the task's own expert reaches.
 *
 * @param validation score on the validation split
 * @param test score on the test split
 * @param chance accuracy without learning; empty where the task has no label set
 */
public record OwnMetrics(Score validation, Score test, Optional<Chance> chance) {
    public OwnMetrics {
        Objects.requireNonNull(validation, "validation");
        Objects.requireNonNull(test, "test");
        Objects.requireNonNull(chance, "chance");
    }

    /** The two scores without chance, as {@link TunedMetrics} takes them. */
    public Scores scores() {
        return new Scores(validation, test);
    }
}
