package io.pituning.learning.generation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A running beam search over several rows: which beginnings are followed, and which answers are complete.
 *
 * <p>As fairseq's sequence generator: of a row's 2 · width best continuations those that end among the first width are complete answers, the
 * first width others are followed; a row is done with its width-th complete answer. An answer that has its most tokens must end.
 */
final class BeamSearch {
    private final int end;
    private final AllowedTokens allowed;
    private final SearchSettings settings;
    private final List<Found> found = new ArrayList<>();
    private List<Beam> live = new ArrayList<>();

    /** A beginning of an answer to a row. */
    private record Beam(int row, int[] tokens, double logProbability) {}

    /** What a row has so far: the best complete answer, and how many there were. */
    private record Found(Optional<Hypothesis> best, int count) {
        Found with(Hypothesis other) {
            boolean better =
                    best.map(hypothesis -> other.score() > hypothesis.score()).orElse(true);
            return new Found(better ? Optional.of(other) : best, count + 1);
        }
    }

    BeamSearch(int rows, int end, AllowedTokens allowed, SearchSettings settings) {
        this.end = end;
        this.allowed = allowed;
        this.settings = settings;
        for (int row = 0; row < rows; row++) {
            found.add(new Found(Optional.empty(), 0));
            live.add(new Beam(row, new int[0], 0));
        }
    }

    boolean done() {
        return live.isEmpty();
    }

    /** The last token of every beginning, {@code start} where there is none yet; those of one row stand side by side. */
    List<int[]> lastTokens(int start) {
        return live.stream()
                .map(beam -> new int[] {beam.tokens.length == 0 ? start : beam.tokens[beam.tokens.length - 1]})
                .toList();
    }

    /**
     * Goes on by one token.
     *
     * @param logProbabilities of the token after each beginning, one after the other, {@code vocabulary} numbers each
     * @return for each new beginning the number of the one it goes on from
     */
    long[] advance(float[] logProbabilities, int vocabulary) {
        List<Beam> next = new ArrayList<>();
        List<Integer> origins = new ArrayList<>();
        int from = 0;
        while (from < live.size()) {
            int to = from + 1;
            while (to < live.size() && live.get(to).row == live.get(from).row) {
                to++;
            }
            follow(best(from, to, logProbabilities, vocabulary), live.get(from).row, next, origins);
            from = to;
        }
        live = next;
        return origins.stream().mapToLong(Integer::longValue).toArray();
    }

    private List<Candidate> best(int from, int to, float[] logProbabilities, int vocabulary) {
        BestCandidates best = new BestCandidates(2 * settings.width());
        for (int i = from; i < to; i++) {
            Beam beam = live.get(i);
            for (int token : next(beam.tokens)) {
                Objects.checkIndex(token, vocabulary);
                best.offer(i, token, beam.logProbability + logProbabilities[i * vocabulary + token]);
            }
        }
        return best.bestFirst();
    }

    private int[] next(int[] beginning) {
        int[] next = allowed.after(beginning);
        return beginning.length < settings.longest()
                ? next
                : Arrays.stream(next).filter(token -> token == end).toArray();
    }

    private void follow(List<Candidate> bestFirst, int row, List<Beam> next, List<Integer> origins) {
        List<Candidate> followed = new ArrayList<>();
        for (int rank = 0; rank < bestFirst.size(); rank++) {
            Candidate candidate = bestFirst.get(rank);
            if (candidate.token() != end) {
                followed.add(candidate);
            } else if (rank < settings.width() && found.get(row).count < settings.width()) {
                found.set(row, found.get(row).with(complete(candidate)));
            }
        }
        if (found.get(row).count < settings.width()) {
            followed.stream().limit(settings.width()).forEach(candidate -> {
                int[] before = live.get(candidate.beam()).tokens;
                int[] tokens = Arrays.copyOf(before, before.length + 1);
                tokens[before.length] = candidate.token();
                next.add(new Beam(row, tokens, candidate.logProbability()));
                origins.add(candidate.beam());
            });
        }
    }

    private Hypothesis complete(Candidate candidate) {
        int[] tokens = live.get(candidate.beam()).tokens;
        double length = Math.pow(tokens.length + 1, settings.lengthPenalty());
        return new Hypothesis(tokens, candidate.logProbability(), candidate.logProbability() / length);
    }

    /**
     * The best complete answer to each row.
     *
     * @throws IllegalArgumentException if a row has none
     */
    List<Hypothesis> answers() {
        return found.stream()
                .map(row -> row.best.orElseThrow(() -> new IllegalArgumentException(
                        "the search came upon no allowed answer of at most " + settings.longest() + " tokens")))
                .toList();
    }
}
