package io.pituning.learning.metric;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Corpus BLEU: BP · exp(Σₙ ¼ log pₙ), n = 1 to 4, pₙ the modified n-gram precision over the whole set, BP = 1 where the answers are longer
 * than the references together, else exp(1 - r / c).
 *
 * <p>r adds up, per answer, the length of the reference nearest to it in length, the shorter of two as near. Words are lower case,
 * punctuation marks are words of their own. Not smoothed: 0 where no 4-gram of the whole set matches. Source: Papineni et al., "BLEU: a
 * method for automatic evaluation of machine translation" (2002).
 */
final class Bleu {
    private static final int LONGEST = 4;

    private final List<List<String>> answers;
    private final List<List<List<String>>> references;

    private Bleu(List<String> answers, List<List<String>> references) {
        this.answers = answers.stream().map(Words::withPunctuation).toList();
        this.references = references.stream()
                .map(texts -> texts.stream().map(Words::withPunctuation).toList())
                .toList();
    }

    static double score(List<String> answers, List<List<String>> references) {
        Bleu bleu = new Bleu(answers, references);
        double logs = IntStream.rangeClosed(1, LONGEST)
                .mapToDouble(n -> Math.log(bleu.precision(n)))
                .average()
                .orElseThrow();
        return bleu.brevityPenalty() * Math.exp(logs);
    }

    /** Share of the answers' n-grams found in a reference, each counted at most as often as the one reference that has most of it; 0 to 1. */
    static double modifiedPrecision(int n, List<String> answers, List<List<String>> references) {
        return new Bleu(answers, references).precision(n);
    }

    private double precision(int n) {
        long found = 0;
        long all = 0;
        for (int i = 0; i < answers.size(); i++) {
            Map<List<String>, Integer> most = new HashMap<>();
            for (List<String> reference : references.get(i)) {
                Words.grams(reference, n).forEach((gram, count) -> most.merge(gram, count, Math::max));
            }
            for (Map.Entry<List<String>, Integer> gram :
                    Words.grams(answers.get(i), n).entrySet()) {
                found += Math.min(gram.getValue(), most.getOrDefault(gram.getKey(), 0));
                all += gram.getValue();
            }
        }
        return all == 0 ? 0 : (double) found / all;
    }

    private double brevityPenalty() {
        double length = answers.stream().mapToInt(List::size).sum();
        double wanted = IntStream.range(0, answers.size())
                .map(i -> nearestLength(answers.get(i).size(), references.get(i)))
                .sum();
        return length == 0 ? 0 : Math.min(1, Math.exp(1 - wanted / length));
    }

    private static int nearestLength(int length, List<List<String>> references) {
        int nearest = references.get(0).size();
        for (List<String> reference : references) {
            int farther = Math.abs(reference.size() - length) - Math.abs(nearest - length);
            if (farther < 0 || (farther == 0 && reference.size() < nearest)) {
                nearest = reference.size();
            }
        }
        return nearest;
    }
}
