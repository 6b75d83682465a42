package io.pituning.learning.similarity;

import io.pituning.learning.backbone.Backbone;
import io.pituning.learning.backbone.Batch;
import io.pituning.learning.backbone.DecoderState;
import io.pituning.learning.backbone.DecoderStep;
import io.pituning.learning.backbone.TokenRows;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.tensor.Scope;
import io.pituning.learning.training.LabelScores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Answers drawn from what the model itself believes: a label where there is a label set, else token after token out of the whole vocabulary
 * until the end is drawn.
 */
final class SampledTargets {
    private final Backbone backbone;
    private final SplittableRandom random;

    SampledTargets(Backbone backbone, long seed) {
        this.backbone = backbone;
        this.random = new SplittableRandom(seed);
    }

    /**
     * An answer for every row of a batch.
     *
     * @param labels as token numbers; empty for free text
     * @return token numbers without the end, no more than the longest target of the batch has. In free text all others may occur, padding and
     *     the like included, and a batch ends an answer of that length with an end that was not drawn
     */
    List<int[]> draw(Expert expert, Batch batch, List<int[]> labels) {
        return labels.isEmpty() ? tokens(expert, batch) : labels(expert, batch, labels);
    }

    private List<int[]> labels(Expert expert, Batch batch, List<int[]> labels) {
        double[][] scores = LabelScores.of(backbone, expert, batch.patches(), batch.source(), labels);
        return Arrays.stream(scores)
                .map(row -> labels.get(drawn(row, 0, row.length)))
                .toList();
    }

    private List<int[]> tokens(Expert expert, Batch batch) {
        int rows = batch.source().size();
        int end = backbone.tokens().end();
        List<List<Integer>> drawn = IntStream.range(0, rows)
                .<List<Integer>>mapToObj(b -> new ArrayList<>())
                .toList();
        boolean[] ended = new boolean[rows];
        int[] last = new int[rows];
        Arrays.fill(last, backbone.tokens().decoderStart());
        try (Scope scope = Scope.open()) {
            DecoderState state = backbone.start(backbone.encode(batch.patches(), batch.source(), expert), expert);
            for (int length = 0; length + 1 < batch.target().length(); length++) {
                TokenRows next = TokenRows.of(
                        Arrays.stream(last).mapToObj(token -> new int[] {token}).toList(),
                        backbone.tokens().padding());
                DecoderStep step = backbone.advance(state, next, expert);
                state = step.state();
                float[] log = step.logits().logSoftmax(-1).toFloats();
                double[] scores =
                        IntStream.range(0, log.length).mapToDouble(i -> log[i]).toArray();
                int words = log.length / rows;
                for (int b = 0; b < rows; b++) {
                    last[b] = drawn(scores, b * words, words);
                    ended[b] |= last[b] == end;
                    if (!ended[b]) {
                        drawn.get(b).add(last[b]);
                    }
                }
            }
        }
        return drawn.stream()
                .map(row -> row.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }

    /** An index drawn by log-probabilities. */
    private int drawn(double[] log, int from, int count) {
        double rest = random.nextDouble();
        for (int i = 0; i < count - 1; i++) {
            rest -= Math.exp(log[from + i]);
            if (rest < 0) {
                return i;
            }
        }
        return count - 1;
    }
}
