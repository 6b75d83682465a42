package io.pituning.learning.interpolation;

import io.pituning.learning.expert.Expert;
import io.pituning.learning.expert.Method;
import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.Scope;
import io.pituning.learning.tensor.Tensor;
import java.util.List;

/** An expert for a task that nothing was trained for: its neighbors' experts, mixed in proportion to their similarity. */
public final class ZeroShot {
    private ZeroShot() {}

    /**
     * Mixes.
     *
     * @param neighbors at least one; their experts, of one method and shape, stay the caller's
     * @return an expert that is the caller's to close
     */
    public static Expert of(List<Neighbor> neighbors) {
        double[] shares = Shares.bySimilarity(neighbors);
        float[] weights = new float[shares.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) shares[i];
        }
        Method method = neighbors.get(0).expert().method();
        List<NamedTensors> experts =
                neighbors.stream().map(neighbor -> neighbor.expert().tensors()).toList();
        try (Scope scope = Scope.open()) {
            Tensor everywhere = Tensor.of(weights, weights.length);
            NamedTensors mixed = method.mix(NamedTensors.stack(experts), site -> everywhere);
            return Expert.of(method.mixed(experts.size()), scope.keep(mixed.copy()));
        }
    }
}
