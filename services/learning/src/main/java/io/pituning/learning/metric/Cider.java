package io.pituning.learning.metric;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * CIDEr-D as coco-caption computes it: per example the mean, over its references and over n = 1 to 4, of
 *
 * <p>10 · exp(-(l_a - l_r)² / (2 · 6²)) · Σ_g min(a_g, r_g) r_g / (‖a‖ ‖r‖),
 *
 * <p>then the mean over examples. a and r are the answer's and the reference's vectors of n-grams g, weighted by the number of occurrences
 * times log(N / d_g): N the examples of the evaluated set, d_g those with a reference that has g, at least 1. l is the length in words.
 *
 * <p>What every example's references share weighs nothing; so a set of one example scores 0, and a text of fewer than four words less than 10
 * even where it equals its reference. Words are lower case, punctuation is dropped; the tokenizer is simpler than coco-caption's. Source:
 * Vedantam et al., "CIDEr: consensus-based image description evaluation" (2015), section 5 and the definition of CIDEr-D.
 */
final class Cider {
    private static final int LONGEST = 4;
    private static final double SIGMA = 6;
    private static final double SCALE = 10;

    private final Map<List<String>, Integer> documents = new HashMap<>();
    private final int examples;

    private Cider(List<List<List<String>>> references) {
        examples = references.size();
        for (List<List<String>> example : references) {
            Set<List<String>> grams = new HashSet<>();
            for (List<String> reference : example) {
                IntStream.rangeClosed(1, LONGEST)
                        .forEach(n -> grams.addAll(Words.grams(reference, n).keySet()));
            }
            grams.forEach(gram -> documents.merge(gram, 1, Integer::sum));
        }
    }

    static double score(List<String> answers, List<List<String>> references) {
        List<List<List<String>>> words = references.stream()
                .map(texts -> texts.stream().map(Words::withoutPunctuation).toList())
                .toList();
        Cider cider = new Cider(words);
        return IntStream.range(0, answers.size())
                .mapToDouble(i -> cider.ofExample(Words.withoutPunctuation(answers.get(i)), words.get(i)))
                .average()
                .orElse(0);
    }

    private double ofExample(List<String> answer, List<List<String>> references) {
        double sum = 0;
        for (List<String> reference : references) {
            double similarities = IntStream.rangeClosed(1, LONGEST)
                    .mapToDouble(n -> similarity(vector(answer, n), vector(reference, n)))
                    .average()
                    .orElseThrow();
            double difference = answer.size() - reference.size();
            sum += similarities * Math.exp(-difference * difference / (2 * SIGMA * SIGMA));
        }
        return SCALE * sum / references.size();
    }

    private Map<List<String>, Double> vector(List<String> words, int n) {
        Map<List<String>, Double> weights = new HashMap<>();
        Words.grams(words, n)
                .forEach((gram, count) ->
                        weights.put(gram, count * Math.log((double) examples / documents.getOrDefault(gram, 1))));
        return weights;
    }

    /** The cosine, the answer's weights clipped to the reference's; 0 where one of the two has no weight. */
    private static double similarity(Map<List<String>, Double> answer, Map<List<String>, Double> reference) {
        double common = 0;
        for (Map.Entry<List<String>, Double> gram : answer.entrySet()) {
            double weight = reference.getOrDefault(gram.getKey(), 0.0);
            common += Math.min(gram.getValue(), weight) * weight;
        }
        double norms = norm(answer) * norm(reference);
        return norms == 0 ? 0 : common / norms;
    }

    private static double norm(Map<List<String>, Double> vector) {
        return Math.sqrt(
                vector.values().stream().mapToDouble(weight -> weight * weight).sum());
    }
}
