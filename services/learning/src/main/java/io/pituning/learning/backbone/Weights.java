package io.pituning.learning.backbone;

import io.pituning.learning.expert.Expert;
import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.Tensor;
import java.util.Optional;

/** A backbone's frozen weights as an expert changes them: the one place where weights and experts meet. */
public record Weights(NamedTensors frozen, Expert expert) {

    /** The weight of that name, changed if the expert changes it. */
    public Tensor get(String name) {
        return expert.weight(name, frozen.get(name));
    }

    /** The weight of that name, if the backbone has it. */
    public Optional<Tensor> find(String name) {
        return frozen.find(name).map(weight -> expert.weight(name, weight));
    }

    /**
     * The linear layer of that name, with or without bias, and what the expert adds to it: (B, L, in) to (B, L, out), or flat, (B · L, in) to
     * (B · L, out).
     */
    public Tensor linear(Tensor x, String name) {
        Optional<Tensor> bias = find(name + ".bias");
        Tensor weight = get(name + ".weight");
        Tensor output = bias.map(b -> x.linear(weight, b)).orElseGet(() -> x.linear(weight));
        return expert.afterProjection(name, x, output);
    }

    /** The layer normalization of that name. */
    public Tensor norm(Tensor x, String name) {
        return x.layerNorm(get(name + ".weight"), get(name + ".bias"));
    }
}
