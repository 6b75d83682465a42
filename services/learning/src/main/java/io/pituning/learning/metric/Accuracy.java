package io.pituning.learning.metric;

import java.util.List;
import java.util.stream.IntStream;

/** Share of equal answers. */
final class Accuracy {
    private Accuracy() {}

    static double score(List<String> answers, List<List<String>> references) {
        return IntStream.range(0, answers.size())
                .mapToDouble(i -> references.get(i).contains(answers.get(i)) ? 1 : 0)
                .average()
                .orElse(0);
    }
}
