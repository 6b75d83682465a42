package io.pituning.learning.expert;

import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.Tensor;
import java.util.Optional;

/** A method with values for its tensors, or none: the bare backbone. */
public final class Expert implements AutoCloseable {
    private final Optional<Method> method;
    private final NamedTensors tensors;

    private Expert(Optional<Method> method, NamedTensors tensors) {
        this.method = method;
        this.tensors = tensors;
    }

    /** An expert with the given tensors, which it owns from now on. */
    public static Expert of(Method method, NamedTensors tensors) {
        return new Expert(Optional.of(method), tensors);
    }

    /** The bare backbone. */
    public static Expert none() {
        return new Expert(Optional.empty(), NamedTensors.empty());
    }

    /**
     * The method of this expert.
     *
     * @throws IllegalStateException for the bare backbone
     */
    public Method method() {
        return method.orElseThrow(() -> new IllegalStateException("The bare backbone has no method."));
    }

    /** The tensors, named as the method's layout. */
    public NamedTensors tensors() {
        return tensors;
    }

    /** See {@link Method#weight}. */
    public Tensor weight(String name, Tensor frozen) {
        return method.map(m -> m.weight(tensors, name, frozen)).orElse(frozen);
    }

    /** See {@link Method#changesWeights}. */
    public boolean changesWeights() {
        return method.map(Method::changesWeights).orElse(false);
    }

    /** See {@link Method#prefix}. */
    public Optional<PrefixStates> prefix(String site) {
        return method.flatMap(m -> m.prefix(tensors, site));
    }

    /** See {@link Method#afterProjection}. */
    public Tensor afterProjection(String site, Tensor input, Tensor output) {
        return method.map(m -> m.afterProjection(tensors, site, input, output)).orElse(output);
    }

    /** See {@link Method#afterBlock}. */
    public Tensor afterBlock(String site, Tensor x) {
        return method.map(m -> m.afterBlock(tensors, site, x)).orElse(x);
    }

    @Override
    public void close() {
        tensors.close();
    }
}
