package io.pituning.learning.metric;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Share of the answers whose box has an intersection over union of at least 0.5 with a reference's box: the accuracy of visual grounding.
 *
 * <p>An answer or a reference without a proper {@linkplain Box#in box} is a miss. Source of the measure and the threshold: Everingham et al.,
 * "The PASCAL Visual Object Classes Challenge" (2010), as used for RefCOCO (Yu et al. 2016).
 */
final class BoxOverlap {
    private static final double ENOUGH = 0.5;

    private BoxOverlap() {}

    static double score(List<String> answers, List<List<String>> references) {
        return IntStream.range(0, answers.size())
                .mapToDouble(i -> hits(answers.get(i), references.get(i)) ? 1 : 0)
                .average()
                .orElse(0);
    }

    private static boolean hits(String answer, List<String> references) {
        Optional<Box> box = Box.in(answer);
        return box.isPresent()
                && references.stream()
                        .flatMap(reference -> Box.in(reference).stream())
                        .anyMatch(target -> target.overlap(box.get()) >= ENOUGH);
    }
}
