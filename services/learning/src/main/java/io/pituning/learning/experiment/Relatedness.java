package io.pituning.learning.experiment;

import io.pituning.learning.similarity.Pairs;
import java.util.List;

/** How much tasks have in common by design, which is what a similarity should find. */
@FunctionalInterface
public interface Relatedness {

    /** The share of designed attributes that two tasks have in common, 0 to 1; symmetric. */
    double between(String one, String other);

    /** All pairs; the diagonal is 1. */
    default double[][] matrix(List<String> tasks) {
        return Pairs.matrix(tasks, (one, other) -> one.equals(other) ? 1 : between(one, other));
    }
}
