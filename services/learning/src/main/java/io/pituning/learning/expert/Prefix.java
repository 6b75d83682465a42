package io.pituning.learning.expert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pituning.learning.backbone.Sites;
import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.TensorLayout;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * A prompt: trained keys and values that every self-attention, of encoder and decoder, sees before its own.
 *
 * <p>Source: "Prefix-Tuning: Optimizing Continuous Prompts for Generation" (ACL 2021) in the deep form of "P-Tuning v2" (ACL 2022). The
 * reference keeps all layers in one table of (length, layers · 2 · width); here each layer has tensors of its own, so that each has a place
 * in the task vector. Interpolation: one softmax vector per layer, shared by its keys and values.
 *
 * @param length P, how many places are put before
 */
public record Prefix(int length) implements Method {
    /** Small, as the adapter's; the reference draws N(0, 1), which begins far from the frozen model. */
    private static final double SPREAD = 0.02;

    /** Checks the length. */
    public Prefix {
        if (length < 1) {
            throw new IllegalArgumentException("A prompt's length must be at least 1.");
        }
    }

    @Override
    public MethodKind kind() {
        return MethodKind.PROMPT;
    }

    @Override
    public OptionalInt size() {
        return OptionalInt.of(length);
    }

    @Override
    public TensorLayout layout(Sites sites) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        for (Sites.Attention attention : sites.attentions()) {
            shapes.put(attention.name() + ".prefix_k", new long[] {length, attention.width()});
            shapes.put(attention.name() + ".prefix_v", new long[] {length, attention.width()});
        }
        return new TensorLayout(shapes);
    }

    @Override
    public float[] initialValues(TensorLayout layout, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return layout.fill(name -> () -> random.nextGaussian() * SPREAD);
    }

    @Override
    public Optional<PrefixStates> prefix(NamedTensors expert, String site) {
        return expert.find(site + ".prefix_k").map(keys -> new PrefixStates(keys, expert.get(site + ".prefix_v")));
    }

    @Override
    public String mixingSite(String tensorName) {
        return tensorName.replaceAll("\\.prefix_[kv]$", "");
    }

    @Override
    public void describe(ObjectNode config) {
        Method.super.describe(config);
        config.put("length", length);
    }
}
