package io.pituning.learning.expert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pituning.learning.LearningException;
import io.pituning.learning.backbone.Sites;
import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.Tensor;
import io.pituning.learning.tensor.TensorLayout;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * A parameter-efficient tuning method and its shape: which tensors an expert has and what they do in the forward pass.
 *
 * <p>An expert's tensors may carry a leading batch dimension; then row b of the input meets values b. A new method is a record that
 * implements this interface and an entry of {@link MethodKind}.
 */
public sealed interface Method permits Adapter, Lora, Prefix, WeightChange {
    /** The seed of {@link #commonStart}. */
    long COMMON_SEED = 1;

    /** What kind of method this is. */
    MethodKind kind();

    /** The number that gives the method its size (rank, dimension, length); empty where it has none. */
    OptionalInt size();

    /** The tensors that an expert of this method has on a backbone. */
    TensorLayout layout(Sites sites);

    /** Values to start training from, the same for the same seed; a flat vector in the order of the layout. */
    float[] initialValues(TensorLayout layout, long seed);

    /**
     * Where all experts of this method and layout start, whatever their task: parameters that were trained from different starts mean different
     * things, and can neither be averaged one by one nor have their Fisher information compared.
     */
    default float[] commonStart(TensorLayout layout) {
        return initialValues(layout, COMMON_SEED);
    }

    /**
     * A frozen weight as the expert changes it.
     *
     * @param name of the weight
     */
    default Tensor weight(NamedTensors expert, String name, Tensor frozen) {
        return frozen;
    }

    /** Whether {@link #weight} changes anything: then nothing that depends on weights alone can be computed once. */
    default boolean changesWeights() {
        return false;
    }

    /** Whether the tensors may carry a leading batch dimension. */
    default boolean batchable() {
        return true;
    }

    /**
     * What follows a linear projection.
     *
     * @param site the projection, for example {@code encoder.layers.0.self_attn.q_proj}
     * @param input (B, L, in) or flat (B · L, in)
     * @param output the frozen projection of the input, (B, L, out) or flat as the input
     */
    default Tensor afterProjection(NamedTensors expert, String site, Tensor input, Tensor output) {
        return output;
    }

    /**
     * What follows a sub-layer, before its residual.
     *
     * @param site the place, for example {@code encoder.layers.0.adapter1}
     * @param x (B, L, C)
     */
    default Tensor afterBlock(NamedTensors expert, String site, Tensor x) {
        return x;
    }

    /**
     * Keys and values that a self-attention sees before its own.
     *
     * @param site the attention, for example {@code encoder.layers.0.self_attn}
     */
    default Optional<PrefixStates> prefix(NamedTensors expert, String site) {
        return Optional.empty();
    }

    /** The site whose interpolation weights a tensor shares; one softmax vector is learned per site. */
    String mixingSite(String tensorName);

    /**
     * Interpolates experts of this method into one: here the weighted sum of their tensors.
     *
     * @param experts k experts stacked, each tensor (k, …); see {@link NamedTensors#stack}
     * @param weights per mixing site, k numbers, shape (k)
     * @return the mixed expert, of the method that {@link #mixed(int)} names
     */
    default NamedTensors mix(NamedTensors experts, Function<String, Tensor> weights) {
        Map<String, Tensor> mixed = new LinkedHashMap<>();
        for (String name : experts.names()) {
            Tensor stacked = experts.get(name);
            long[] shape = stacked.shape();
            Tensor sum = weights.apply(mixingSite(name)).expand(0).matmul(stacked.reshape(shape[0], -1));
            mixed.put(name, sum.reshape(Arrays.copyOfRange(shape, 1, shape.length)));
        }
        return new NamedTensors(mixed);
    }

    /** The method and shape of k mixed experts. */
    default Method mixed(int k) {
        return this;
    }

    /** Adds what {@link #read} needs to an {@code adapter_config.json}. */
    default void describe(ObjectNode config) {
        config.put("method", kind().wireName());
    }

    /** The name under which {@code adapter_model.safetensors} holds a tensor. */
    default String storedName(String tensorName) {
        return tensorName;
    }

    /** The reverse of {@link #storedName}. */
    default String plainName(String storedName) {
        return storedName;
    }

    /**
     * The method that an {@code adapter_config.json} describes.
     *
     * @return nothing if it describes none that is known
     */
    static Optional<Method> read(JsonNode config) {
        return Arrays.stream(MethodKind.values())
                .flatMap(kind -> kind.read(config).stream())
                .findFirst();
    }

    /**
     * The method that a person asks for.
     *
     * @param name see {@link MethodKind#wireName()}
     * @param size rank, dimension or length; the kind's default when empty
     * @param targets for {@code lora}, last names of the linear layers it changes; every attention projection when empty
     * @throws LearningException {@code method-unknown}
     */
    static Method of(String name, OptionalInt size, List<String> targets) {
        return MethodKind.named(name).create(size, targets);
    }
}
