package io.pituning.learning.similarity;

import io.pituning.learning.backbone.Backbone;
import io.pituning.learning.backbone.Batch;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.tensor.GradientTape;
import io.pituning.learning.tensor.Scope;
import io.pituning.learning.tensor.Tensor;
import io.pituning.learning.tensor.TensorLayout;
import io.pituning.learning.training.SequenceLoss;

/**
 * Gradients of every sample apart, by one forward and one backward pass.
 *
 * <p>The expert's parameters get a leading batch dimension, so that sample b meets its own copy; the gradient of the summed loss with
 * respect to copy b is then sample b's gradient.
 */
public final class FisherInformation {
    private FisherInformation() {}

    /**
     * The gradient of each sample's summed negative log-likelihood.
     *
     * <p>A single sample needs no batch dimension, so it works for methods that cannot carry one.
     *
     * @return (B, P) in the order of the layout
     */
    public static Tensor sampleGradients(Backbone backbone, Expert expert, TensorLayout layout, Batch batch) {
        int rows = batch.source().size();
        if (rows == 1) {
            return summedGradient(backbone, expert, layout, batch, 0).expand(0);
        }
        Tensor copies = layout.flatten(expert.tensors()).expand(0).repeatRows(rows);
        return GradientTape.of(copies, parameters -> {
                    Expert perSample = Expert.of(expert.method(), layout.cut(parameters));
                    return SequenceLoss.perRow(backbone.forward(batch, perSample), batch.target(), 0)
                            .sum();
                })
                .gradient();
    }

    /**
     * The sum over a batch of squared sample gradients; divided by the number of samples it is the exact diagonal empirical Fisher.
     *
     * @return (P); belongs to the enclosing scope or to the caller
     */
    public static Tensor squaredSum(Backbone backbone, Expert expert, TensorLayout layout, Batch batch) {
        try (Scope scope = Scope.open()) {
            return scope.keep(
                    sampleGradients(backbone, expert, layout, batch).square().sum(0));
        }
    }

    /**
     * The squared gradient of a batch's summed loss, as the reference computes its task vectors: cross-terms between samples stay in.
     *
     * @param smoothing of the loss; 0.1 in the reference
     * @return (P); belongs to the enclosing scope or to the caller
     */
    public static Tensor squaredBatch(
            Backbone backbone, Expert expert, TensorLayout layout, Batch batch, double smoothing) {
        try (Scope scope = Scope.open()) {
            return scope.keep(
                    summedGradient(backbone, expert, layout, batch, smoothing).square());
        }
    }

    /** The gradient (P) of a batch's loss, summed over its rows. */
    private static Tensor summedGradient(
            Backbone backbone, Expert expert, TensorLayout layout, Batch batch, double smoothing) {
        return GradientTape.of(layout.flatten(expert.tensors()), parameters -> {
                    Expert changed = Expert.of(expert.method(), layout.cut(parameters));
                    return SequenceLoss.perRow(backbone.forward(batch, changed), batch.target(), smoothing)
                            .sum();
                })
                .gradient();
    }
}
