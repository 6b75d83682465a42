package io.pituning.learning.training;

import io.pituning.learning.LearningException;
import io.pituning.learning.tensor.Scope;
import io.pituning.learning.tensor.Tensor;

/**
 * Adam with decoupled weight decay on one flat vector of parameters, changed in place.
 *
 * <p>Source: "Decoupled Weight Decay Regularization" (ICLR 2019); as the reference implementation, epsilon is added to √v before the bias
 * correction: p ← p - lr · decay · p - lr · √(1 - β₂ᵗ) / (1 - β₁ᵗ) · m / (√v + ε).
 */
public final class AdamW implements AutoCloseable {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final Tensor parameters;
    private final Tensor mean;
    private final Tensor variance;
    private final double weightDecay;
    private long steps;

    /** Starts afresh. The parameters (P) stay the caller's. */
    public AdamW(Tensor parameters, double weightDecay) {
        this(parameters, weightDecay, Tensor.zeros(parameters.shape()), Tensor.zeros(parameters.shape()), 0);
    }

    /**
     * Goes on from a checkpoint.
     *
     * @param mean (P), running mean of the gradients; owned from now on
     * @param variance (P), running mean of their squares; owned from now on
     * @param steps how many steps were made
     */
    public AdamW(Tensor parameters, double weightDecay, Tensor mean, Tensor variance, long steps) {
        this.parameters = parameters;
        this.weightDecay = weightDecay;
        this.mean = mean;
        this.variance = variance;
        this.steps = steps;
    }

    /** One step against the gradient (P). */
    public void step(Tensor gradient, double learningRate) {
        steps++;
        try (Scope scope = Scope.open()) {
            mean.multiplyInPlace(BETA1);
            mean.addInPlace(gradient, 1 - BETA1);
            variance.multiplyInPlace(BETA2);
            variance.addInPlace(gradient.square(), 1 - BETA2);
            double size = learningRate * Math.sqrt(1 - Math.pow(BETA2, steps)) / (1 - Math.pow(BETA1, steps));
            parameters.multiplyInPlace(1 - learningRate * weightDecay);
            parameters.addInPlace(mean.divide(variance.sqrt().add(EPSILON)), -size);
        }
    }

    /**
     * Shortens a gradient to a norm of at most {@code largest}: times largest / (norm + 1e-6), at most 1, as the reference.
     *
     * @return the gradient itself or a shortened one
     * @throws LearningException {@code training-diverged} if the norm is not a finite number: a step would make the parameters so too
     */
    public static Tensor clip(Tensor gradient, double largest) {
        double norm = Math.sqrt(gradient.square().sum().item());
        if (!Double.isFinite(norm)) {
            throw new LearningException(
                    "training-diverged",
                    "The gradient is no longer a finite number; training cannot go on.",
                    "Train with a lower learning rate.");
        }
        double factor = largest / (norm + 1e-6);
        return factor < 1 ? gradient.multiply(factor) : gradient;
    }

    /** Running mean of the gradients (P); for a checkpoint. */
    public Tensor mean() {
        return mean;
    }

    /** Running mean of the squared gradients (P); for a checkpoint. */
    public Tensor variance() {
        return variance;
    }

    @Override
    public void close() {
        mean.close();
        variance.close();
    }
}
