package io.pituning.learning.generation;

import java.util.List;
import java.util.PriorityQueue;

/** The best few of many candidates. */
final class BestCandidates {
    private final int most;
    private final PriorityQueue<Candidate> worstFirst = new PriorityQueue<>(Candidate.BEST_FIRST.reversed());

    BestCandidates(int most) {
        this.most = most;
    }

    void offer(int beam, int token, double logProbability) {
        // Nearly all of a vocabulary ends here, so nothing is made for it.
        if (worstFirst.size() == most
                && Double.compare(logProbability, worstFirst.peek().logProbability()) < 0) {
            return;
        }
        worstFirst.add(new Candidate(beam, token, logProbability));
        if (worstFirst.size() > most) {
            worstFirst.remove();
        }
    }

    List<Candidate> bestFirst() {
        return worstFirst.stream().sorted(Candidate.BEST_FIRST).toList();
    }
}
