package io.pituning.learning.tensor;

import ai.djl.ndarray.NDScope;
import java.util.ArrayList;
import java.util.List;

/**
 * The lifetime of the tensors that one thread makes: closing the scope frees all of them but the kept ones.
 *
 * <p>Native memory is invisible to the garbage collector, so every loop body that computes opens a scope. Scopes nest; they must be closed
 * by the thread that opened them.
 */
public final class Scope implements AutoCloseable {
    private final NDScope arrays = new NDScope();
    private final List<Tensor> kept = new ArrayList<>();

    private Scope() {
        arrays.suppressNotUsedWarning();
    }

    /** Opens a scope for everything this thread computes until it is closed. */
    public static Scope open() {
        return new Scope();
    }

    /**
     * Lets a tensor outlive this scope: it passes to the enclosing scope, or, where there is none, to the caller, who then closes it.
     *
     * @return the same tensor
     */
    public Tensor keep(Tensor tensor) {
        NDScope.unregister(tensor.array);
        kept.add(tensor);
        return tensor;
    }

    /** As {@link #keep(Tensor)}, for every tensor of a named set. */
    public NamedTensors keep(NamedTensors tensors) {
        tensors.values().forEach(this::keep);
        return tensors;
    }

    /**
     * Lets a tensor outlive this scope and all around it: whoever holds it closes it.
     *
     * @return the same tensor
     */
    public Tensor release(Tensor tensor) {
        NDScope.unregister(tensor.array);
        return tensor;
    }

    @Override
    public void close() {
        arrays.close();
        kept.forEach(tensor -> NDScope.register(tensor.array));
    }
}
