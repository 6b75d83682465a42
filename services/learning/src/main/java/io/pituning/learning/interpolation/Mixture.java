package io.pituning.learning.interpolation;

import io.pituning.learning.expert.Expert;
import io.pituning.learning.expert.Method;
import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.Tensor;
import io.pituning.learning.tensor.TensorLayout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * k experts and their interpolation weights as one flat vector, and the way back.
 *
 * <p>The vector holds expert after expert, if they are trained too, then α, one row of k per site. Adam moves every parameter by about the
 * learning rate a step, which suits an expert's values but not a logit; hence the logits are α times a gain that makes their rate
 * {@value #ALPHA_RATE}, whatever the experts' is.
 */
final class Mixture {
    private static final double ALPHA_RATE = 0.06;

    private final Method method;
    private final List<NamedTensors> experts;
    private final TensorLayout layout;
    private final InterpolationSettings settings;
    private final List<String> sites;
    private final double alphaGain;

    /**
     * @param experts the k experts, the task's own first; stay the caller's
     * @param learningRate at which the vector is trained
     */
    Mixture(Method method, List<NamedTensors> experts, InterpolationSettings settings, double learningRate) {
        this.method = method;
        this.experts = experts;
        this.layout = experts.get(0).layout();
        this.settings = settings;
        this.alphaGain = ALPHA_RATE / learningRate;
        this.sites = settings.scope() == AlphaScope.GLOBAL
                ? List.of("all")
                : layout.names().stream().map(method::mixingSite).distinct().toList();
    }

    /**
     * The flat vector to start from.
     *
     * @param shares k weights that sum to one, taken at every site
     */
    Tensor start(double[] shares) {
        List<Tensor> parts = new ArrayList<>();
        if (trainsExperts()) {
            experts.forEach(expert -> parts.add(layout.flatten(expert)));
        }
        float[] alpha = new float[sites.size() * shares.length];
        for (int i = 0; i < alpha.length; i++) {
            alpha[i] = (float) (Math.log(shares[i % shares.length] * shares.length) / alphaGain);
        }
        parts.add(Tensor.of(alpha, alpha.length));
        return Tensor.concat(parts, 0);
    }

    /** The mixed expert φ̄ = Σ softmax(α)ᵢ φᵢ, differentiable in the vector. */
    Expert mix(Tensor flat) {
        NamedTensors stacked;
        Tensor alpha = flat;
        if (trainsExperts()) {
            long values = experts.size() * layout.elements();
            List<Tensor> parts = flat.split(new long[] {values, alphas()}, 0);
            stacked = layout.cut(parts.get(0).reshape(experts.size(), layout.elements()));
            alpha = parts.get(1);
        } else {
            stacked = NamedTensors.stack(experts);
        }
        Tensor weights = weights(alpha);
        Map<String, Tensor> bySite = new LinkedHashMap<>();
        for (int i = 0; i < sites.size(); i++) {
            bySite.put(sites.get(i), weights.slice(0, i, i + 1).reshape(experts.size()));
        }
        return Expert.of(
                method.mixed(experts.size()),
                method.mix(
                        stacked, site -> settings.scope() == AlphaScope.GLOBAL ? bySite.get("all") : bySite.get(site)));
    }

    /** The learned weights of every site, own expert first. */
    Map<String, double[]> weightsBySite(Tensor flat) {
        long all = flat.size(0);
        float[] values = weights(flat.slice(0, all - alphas(), all)).toFloats();
        Map<String, double[]> bySite = new LinkedHashMap<>();
        for (int s = 0; s < sites.size(); s++) {
            double[] weights = new double[experts.size()];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = values[s * weights.length + i];
            }
            bySite.put(sites.get(s), weights);
        }
        return bySite;
    }

    private boolean trainsExperts() {
        return settings.train() == AlphaTraining.ALPHA_AND_EXPERTS;
    }

    private long alphas() {
        return (long) sites.size() * experts.size();
    }

    private Tensor weights(Tensor alpha) {
        return alpha.reshape(sites.size(), experts.size()).multiply(alphaGain).softmax(1);
    }
}
