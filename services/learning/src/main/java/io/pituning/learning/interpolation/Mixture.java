package io.pituning.learning.interpolation;

import io.pituning.learning.expert.Expert;
import io.pituning.learning.expert.Method;
import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.Tensor;
import io.pituning.learning.tensor.TensorLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * k experts and their interpolation weights as one flat vector, and the way back.
 *
 * <p>The vector holds expert after expert, then α, one row of k per site. Adam moves every parameter by about the learning rate a step, far
 * too little for a logit in a short training; hence the logits are α times {@link #ALPHA_GAIN}, which gives them a learning rate of their
 * own.
 */
final class Mixture {
    static final double ALPHA_GAIN = 20;

    private final Method method;
    private final TensorLayout layout;
    private final int experts;
    private final List<String> sites;

    Mixture(Method method, TensorLayout layout, int experts, AlphaScope scope) {
        this.method = method;
        this.layout = layout;
        this.experts = experts;
        this.sites = scope == AlphaScope.GLOBAL
                ? List.of("all")
                : layout.names().stream().map(method::mixingSite).distinct().toList();
    }

    /** The flat vector of experts with equal weights everywhere. */
    Tensor start(List<NamedTensors> tensors) {
        List<Tensor> parts = new ArrayList<>();
        tensors.forEach(expert -> parts.add(layout.flatten(expert)));
        parts.add(Tensor.zeros((long) sites.size() * experts));
        return Tensor.concat(parts, 0);
    }

    /** The mixed expert φ̄ = Σ softmax(α)ᵢ φᵢ, differentiable in the vector. */
    Expert mix(Tensor flat) {
        long[] lengths = new long[experts + 1];
        Arrays.fill(lengths, 0, experts, layout.elements());
        lengths[experts] = (long) sites.size() * experts;
        List<Tensor> parts = flat.split(lengths, 0);
        List<NamedTensors> members =
                parts.subList(0, experts).stream().map(layout::cut).toList();
        Tensor weights = weights(parts.get(experts));
        Map<String, Tensor> bySite = new LinkedHashMap<>();
        for (int i = 0; i < sites.size(); i++) {
            bySite.put(sites.get(i), weights.slice(0, i, i + 1).reshape(experts));
        }
        return Expert.of(
                method.mixed(experts),
                method.mix(members, site -> sites.size() == 1 ? bySite.get("all") : bySite.get(site)));
    }

    /** The learned weights of every site, own expert first. */
    Map<String, double[]> weightsBySite(Tensor flat) {
        long all = flat.size(0);
        float[] values =
                weights(flat.slice(0, all - (long) sites.size() * experts, all)).toFloats();
        Map<String, double[]> bySite = new LinkedHashMap<>();
        for (int s = 0; s < sites.size(); s++) {
            double[] weights = new double[experts];
            for (int i = 0; i < experts; i++) {
                weights[i] = values[s * experts + i];
            }
            bySite.put(sites.get(s), weights);
        }
        return bySite;
    }

    private Tensor weights(Tensor alpha) {
        return alpha.reshape(sites.size(), experts).multiply(ALPHA_GAIN).softmax(1);
    }
}
