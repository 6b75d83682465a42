package io.pituning.learning.generation;

import java.util.Comparator;

/**
 * A token that one of a row's beams might go on with.
 *
 * @param beam number of the beam
 * @param logProbability of the beam and the token together
 */
record Candidate(int beam, int token, double logProbability) {
    /** The more probable one first; of equally probable ones that of the lower token number, then of the better beam. */
    static final Comparator<Candidate> BEST_FIRST = Comparator.comparingDouble(Candidate::logProbability)
            .reversed()
            .thenComparingInt(Candidate::token)
            .thenComparingInt(Candidate::beam);
}
