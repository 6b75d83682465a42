package io.pituning.learning.expert;

import io.pituning.learning.backbone.Sites;
import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.Tensor;
import io.pituning.learning.tensor.TensorLayout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * A low-rank change of every attention projection: {@code W x + b + scaling · B A x}.
 *
 * <p>Source: "LoRA: Low-Rank Adaptation of Large Language Models" (ICLR 2022), on q, k, v and out of every attention. Interpolation mixes
 * the products BᵢAᵢ, never A and B apart: the mixed expert has the concatenated factors {@code A = [A₁; …; Aₖ]} and
 * {@code B = [s₁B₁, …, sₖBₖ]}, hence k times the rank.
 *
 * @param rank r
 * @param scaling what the product is multiplied by; 1/r in the reference implementation
 */
public record Lora(int rank, double scaling) implements Method {
    private static final List<String> PROJECTIONS = List.of("q_proj", "k_proj", "v_proj", "out_proj");

    /** Checks rank and scaling. */
    public Lora {
        if (rank < 1 || !(scaling > 0)) {
            throw new IllegalArgumentException("A LoRA needs a rank of at least 1 and a positive scaling.");
        }
    }

    @Override
    public String name() {
        return "lora";
    }

    @Override
    public TensorLayout layout(Sites sites) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        for (Sites.Attention attention : sites.attentions()) {
            for (String projection : PROJECTIONS) {
                String site = attention.name() + "." + projection;
                shapes.put(site + ".lora_A", new long[] {rank, attention.width()});
                shapes.put(site + ".lora_B", new long[] {attention.width(), rank});
            }
        }
        return new TensorLayout(shapes);
    }

    @Override
    public float[] initialValues(TensorLayout layout, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        // A as Kaiming-uniform with a = √5, the usual start: uniform within 1/√in. B zero: no effect at the start.
        return layout.fill(name -> {
            if (name.endsWith(".lora_B")) {
                return () -> 0;
            }
            double bound = 1 / Math.sqrt(layout.shape(name)[1]);
            return () -> random.nextDouble(-bound, bound);
        });
    }

    @Override
    public Tensor afterProjection(NamedTensors expert, String site, Tensor input, Tensor output) {
        if (expert.find(site + ".lora_A").isEmpty()) {
            return output;
        }
        Tensor low = input.matmul(expert.get(site + ".lora_A").swapLast());
        return output.add(low.matmul(expert.get(site + ".lora_B").swapLast()).multiply(scaling));
    }

    @Override
    public String mixingSite(String tensorName) {
        return tensorName.replaceAll("\\.(q|k|v|out)_proj\\.lora_[AB]$", "");
    }

    @Override
    public NamedTensors mix(List<NamedTensors> experts, Function<String, Tensor> weights) {
        Map<String, Tensor> mixed = new LinkedHashMap<>();
        for (String name : experts.get(0).names()) {
            List<Tensor> factors =
                    new ArrayList<>(experts.stream().map(e -> e.get(name)).toList());
            if (name.endsWith(".lora_A")) {
                mixed.put(name, Tensor.concat(factors, 0));
                continue;
            }
            Tensor site = weights.apply(mixingSite(name));
            for (int i = 0; i < factors.size(); i++) {
                factors.set(i, factors.get(i).multiply(site.slice(0, i, i + 1)));
            }
            mixed.put(name, Tensor.concat(factors, 1));
        }
        return new NamedTensors(mixed);
    }

    @Override
    public Method mixed(int k) {
        return new Lora(k * rank, scaling);
    }
}
