package io.pituning.learning.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.training.GradientCollector;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/**
 * Takes gradients, one caller at a time: the lane is shared by all services of a process and served first come, first served.
 *
 * <p>The engine knows one gradient collector per process; two training steps in one process therefore alternate batch by batch.
 */
public final class GradientTape {
    private static final ReentrantLock LANE = new ReentrantLock(true);

    private GradientTape() {}

    /**
     * The value and gradient of a scalar function.
     *
     * @param loss a scalar
     * @param gradient shaped as the parameters
     */
    public record Gradient(Tensor loss, Tensor gradient) {}

    /**
     * Computes {@code loss(parameters)} and its gradient with respect to the parameters.
     *
     * @param parameters any shape; neither changed nor marked
     * @param loss maps a stand-in for the parameters to a scalar; every part of the computation that the gradient must reach happens inside
     * @throws IllegalStateException if called inside another {@code loss}
     */
    public static Gradient of(Tensor parameters, UnaryOperator<Tensor> loss) {
        if (LANE.isHeldByCurrentThread()) {
            throw new IllegalStateException("A gradient cannot be taken inside another one.");
        }
        LANE.lock();
        try (GradientCollector collector = Runtime.ENGINE.newGradientCollector()) {
            NDArray leaf = parameters.array.duplicate();
            leaf.setRequiresGradient(true);
            Tensor value = loss.apply(new Tensor(leaf));
            collector.backward(value.array);
            return new Gradient(new Tensor(value.array.stopGradient()), new Tensor(leaf.getGradient()));
        } finally {
            LANE.unlock();
        }
    }
}
