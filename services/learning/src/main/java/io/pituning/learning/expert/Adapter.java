package io.pituning.learning.expert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pituning.learning.backbone.Sites;
import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.Tensor;
import io.pituning.learning.tensor.TensorLayout;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * A bottleneck after each sub-layer: {@code x + up(relu(down(x)))}.
 *
 * <p>Source: "Parameter-Efficient Transfer Learning for NLP" (ICML 2019); places and start values as the reference implementation: both
 * matrices N(0, 0.02), biases 0. Interpolation mixes parameters: one softmax vector for the down and up of a site.
 *
 * @param dimension width of the bottleneck
 */
public record Adapter(int dimension) implements Method {
    private static final double SPREAD = 0.02;

    /** Checks the dimension. */
    public Adapter {
        if (dimension < 1) {
            throw new IllegalArgumentException("An adapter's dimension must be at least 1.");
        }
    }

    @Override
    public MethodKind kind() {
        return MethodKind.ADAPTER;
    }

    @Override
    public OptionalInt size() {
        return OptionalInt.of(dimension);
    }

    @Override
    public TensorLayout layout(Sites sites) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        for (Sites.Block block : sites.blocks()) {
            shapes.put(block.name() + ".down_proj.weight", new long[] {dimension, block.width()});
            shapes.put(block.name() + ".down_proj.bias", new long[] {dimension});
            shapes.put(block.name() + ".up_proj.weight", new long[] {block.width(), dimension});
            shapes.put(block.name() + ".up_proj.bias", new long[] {block.width()});
        }
        return new TensorLayout(shapes);
    }

    @Override
    public float[] initialValues(TensorLayout layout, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return layout.fill(name -> name.endsWith(".bias") ? () -> 0 : () -> random.nextGaussian() * SPREAD);
    }

    @Override
    public Tensor afterBlock(NamedTensors expert, String site, Tensor x) {
        if (expert.find(site + ".down_proj.weight").isEmpty()) {
            return x;
        }
        Tensor inner = x.linear(expert.get(site + ".down_proj.weight"), expert.get(site + ".down_proj.bias"))
                .relu();
        return x.add(inner.linear(expert.get(site + ".up_proj.weight"), expert.get(site + ".up_proj.bias")));
    }

    @Override
    public String mixingSite(String tensorName) {
        return tensorName.replaceAll("\\.(down|up)_proj\\.(weight|bias)$", "");
    }

    @Override
    public void describe(ObjectNode config) {
        Method.super.describe(config);
        config.put("dimension", dimension);
    }
}
