package io.pituning.learning.metric;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The sums of a confusion matrix, whatever its classes are.
 *
 * @param targets how often each class is the target
 * @param answers how often each class is the answer; an answer that is no label is a class of its own
 * @param hits how often each class is both; a class that never is has no entry
 * @param examples how many examples were counted
 */
record ClassCounts(
        Map<String, Integer> targets, Map<String, Integer> answers, Map<String, Integer> hits, int examples) {

    static ClassCounts of(List<String> answers, List<List<String>> references) {
        Map<String, Integer> targetCounts = new HashMap<>();
        Map<String, Integer> answerCounts = new HashMap<>();
        Map<String, Integer> hits = new HashMap<>();
        for (int i = 0; i < answers.size(); i++) {
            String answer = answers.get(i);
            boolean hit = references.get(i).contains(answer);
            targetCounts.merge(hit ? answer : references.get(i).get(0), 1, Integer::sum);
            answerCounts.merge(answer, 1, Integer::sum);
            if (hit) {
                hits.merge(answer, 1, Integer::sum);
            }
        }
        return new ClassCounts(targetCounts, answerCounts, hits, answers.size());
    }
}
