package io.pituning.learning.expert;

import io.pituning.learning.backbone.Sites;
import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.Tensor;
import io.pituning.learning.tensor.TensorLayout;
import java.util.List;
import java.util.function.Function;

/**
 * A parameter-efficient tuning method and its shape: which tensors an expert has and what they do in the forward pass.
 *
 * <p>An expert's tensors may carry a leading batch dimension; then row b of the input meets values b.
 */
public sealed interface Method permits Adapter, Lora {

    /** The method's name in registrations and events. */
    String name();

    /** The tensors that an expert of this method has on a backbone. */
    TensorLayout layout(Sites sites);

    /** Values to start training from, the same for the same seed; a flat vector in the order of the layout. */
    float[] initialValues(TensorLayout layout, long seed);

    /**
     * What follows a linear projection.
     *
     * @param site the projection, for example {@code encoder.layers.0.self_attn.q_proj}
     * @param input (B, L, in)
     * @param output (B, L, out), the frozen projection of the input
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

    /** The site whose interpolation weights a tensor shares; one softmax vector is learned per site. */
    String mixingSite(String tensorName);

    /**
     * Interpolates experts of this method into one.
     *
     * @param experts k sets of tensors
     * @param weights per mixing site, k numbers that sum to one, shape (k)
     * @return the mixed expert, of the method that {@link #mixed(int)} names
     */
    NamedTensors mix(List<NamedTensors> experts, Function<String, Tensor> weights);

    /** The method and shape of k mixed experts. */
    Method mixed(int k);
}
