package io.pituning.learning.training;

import io.pituning.learning.backbone.Backbone;
import io.pituning.learning.backbone.Batch;
import io.pituning.learning.backbone.DecoderState;
import io.pituning.learning.backbone.Patches;
import io.pituning.learning.backbone.TokenRows;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.tensor.Scope;
import io.pituning.learning.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Scores every label as an answer: the encoder runs once an input, the decoder once a label. */
public final class LabelScores {
    private LabelScores() {}

    /**
     * Log-probabilities of the labels, normalized over the label set.
     *
     * @param source B rows
     * @param labels L labels as token numbers
     * @return [B][L]
     */
    public static double[][] of(
            Backbone backbone, Expert expert, Optional<Patches> patches, TokenRows source, List<int[]> labels) {
        int rows = source.size();
        List<int[]> repeated = new ArrayList<>();
        for (int b = 0; b < rows; b++) {
            repeated.addAll(labels);
        }
        try (Scope scope = Scope.open()) {
            DecoderState state = backbone.start(backbone.encode(patches, source, expert), expert);
            Batch answers = backbone.tokens().batch(Optional.empty(), repeated, repeated, Integer.MAX_VALUE);
            Tensor logits = backbone.advance(state.repeatRows(labels.size()), answers.decoderInput(), expert)
                    .logits();
            Tensor scores = SequenceLoss.perRow(logits, answers.target(), 0)
                    .negate()
                    .reshape(rows, labels.size())
                    .logSoftmax(1);
            float[] flat = scores.toFloats();
            double[][] result = new double[rows][labels.size()];
            for (int i = 0; i < flat.length; i++) {
                result[i / labels.size()][i % labels.size()] = flat[i];
            }
            return result;
        }
    }
}
