package io.pituning.learning.expert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pituning.learning.backbone.Sites;
import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.Tensor;
import io.pituning.learning.tensor.TensorLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * A low-rank change of linear layers: {@code W x + b + scaling · B A x}.
 *
 * <p>Source: "LoRA: Low-Rank Adaptation of Large Language Models" (ICLR 2022). Interpolation mixes the products BᵢAᵢ, never A and B apart:
 * the mixed expert has the concatenated factors {@code A = [A₁; …; Aₖ]} and {@code B = [s₁B₁, …, sₖBₖ]}, hence k times the rank.
 *
 * @param rank r
 * @param scaling what the product is multiplied by; 1/r in the reference implementation
 * @param targets last names of the linear layers it changes, as PEFT's {@code target_modules}
 */
public record Lora(int rank, double scaling, List<String> targets) implements Method {
    /** The query, key, value and output projections of every attention, as the reference; in the names of OFA and of T5. */
    public static final List<String> ATTENTION = List.of("q_proj", "k_proj", "v_proj", "out_proj", "q", "k", "v", "o");

    private static final String PEFT_PREFIX = "base_model.model.";
    private static final String PEFT_SUFFIX = ".weight";
    /** What makes PEFT compute something else from the same tensors, or train more than them; unset by default. */
    private static final List<String> PEFT_VARIANTS = List.of(
            "alpha_pattern",
            "rank_pattern",
            "use_dora",
            "use_qalora",
            "alora_invocation_tokens",
            "lora_bias",
            "layer_replication",
            "modules_to_save",
            "trainable_token_indices");
    /** Ways to start that leave the model's own weights alone; with any other the tensors belong to changed ones. */
    private static final List<String> PEFT_STARTS = List.of("true", "false", "gaussian", "eva", "orthogonal");

    /** Checks rank and scaling. */
    public Lora {
        if (rank < 1 || !(scaling > 0)) {
            throw new IllegalArgumentException("A LoRA needs a rank of at least 1 and a positive scaling.");
        }
        targets = List.copyOf(targets);
    }

    /** A LoRA on every attention projection. */
    public Lora(int rank, double scaling) {
        this(rank, scaling, ATTENTION);
    }

    @Override
    public MethodKind kind() {
        return MethodKind.LORA;
    }

    @Override
    public OptionalInt size() {
        return OptionalInt.of(rank);
    }

    @Override
    public TensorLayout layout(Sites sites) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        for (Sites.Linear linear : sites.linears()) {
            if (targets.contains(linear.name().substring(linear.name().lastIndexOf('.') + 1))) {
                shapes.put(linear.name() + ".lora_A", new long[] {rank, linear.in()});
                shapes.put(linear.name() + ".lora_B", new long[] {linear.out(), rank});
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
        Tensor low = input.linear(expert.get(site + ".lora_A"));
        // Scaled where the numbers are few.
        return (scaling == 1 ? low : low.multiply(scaling)).linearOnto(output, expert.get(site + ".lora_B"));
    }

    /** One site per attention, shared by its four projections; likewise one for the two layers of a feed-forward. */
    @Override
    public String mixingSite(String tensorName) {
        return tensorName.replaceAll("\\.[^.]+\\.lora_[AB]$", "");
    }

    @Override
    public NamedTensors mix(NamedTensors experts, Function<String, Tensor> weights) {
        Map<String, Tensor> mixed = new LinkedHashMap<>();
        Map<String, Tensor> scales = new HashMap<>();
        for (String name : experts.names()) {
            Tensor stacked = experts.get(name);
            if (name.endsWith(".lora_A")) {
                mixed.put(name, stacked.reshape(-1, stacked.size(2)));
                continue;
            }
            // (k, out, r) to (out, k · r), each expert's r columns times its weight.
            Tensor scale = scales.computeIfAbsent(
                    mixingSite(name), site -> weights.apply(site).repeatRows(stacked.size(2)));
            Tensor concatenated = stacked.permute(1, 0, 2).reshape(stacked.size(1), -1);
            mixed.put(name, concatenated.multiply(scale));
        }
        return new NamedTensors(mixed);
    }

    @Override
    public Method mixed(int k) {
        return new Lora(k * rank, scaling, targets);
    }

    /** PEFT's {@code LoraConfig}. */
    @Override
    public void describe(ObjectNode config) {
        config.put("peft_type", "LORA");
        config.put("task_type", "SEQ_2_SEQ_LM");
        config.put("r", rank);
        config.put("lora_alpha", scaling * rank);
        config.put("lora_dropout", 0.0);
        config.put("bias", "none");
        config.put("fan_in_fan_out", false);
        ArrayNode modules = config.putArray("target_modules");
        targets.forEach(modules::add);
    }

    /**
     * What PEFT's {@code LoraConfig} describes.
     *
     * @throws IllegalArgumentException if by it PEFT would compute anything but {@code W x + b + scaling · B A x}, alike in the layers it lists
     */
    static Optional<Method> read(JsonNode config) {
        if (!config.path("peft_type").asText().equals("LORA")) {
            return Optional.empty();
        }
        refuseVariants(config);
        int rank = config.path("r").asInt();
        List<String> targets = new ArrayList<>();
        config.path("target_modules").forEach(target -> targets.add(target.asText()));
        double share = config.path("use_rslora").asBoolean() ? Math.sqrt(rank) : rank;
        return Optional.of(new Lora(rank, config.path("lora_alpha").asDouble() / share, targets));
    }

    private static void refuseVariants(JsonNode config) {
        PEFT_VARIANTS.forEach(key -> require(!isSet(config.path(key)), key));
        String start = config.path("init_lora_weights").asText("true").toLowerCase(Locale.ROOT);
        require(PEFT_STARTS.contains(start), "init_lora_weights");
        require(config.path("bias").asText("none").equals("none"), "bias");
        require(config.path("target_modules").isArray(), "target_modules");
    }

    /** PEFT writes every key, with null, false or nothing in it where it is not used. */
    private static boolean isSet(JsonNode value) {
        return value.isContainerNode() ? !value.isEmpty() : value.asBoolean();
    }

    private static void require(boolean supported, String key) {
        if (!supported) {
            throw new IllegalArgumentException(key + " has a value that is not supported");
        }
    }

    /** The name in PEFT's state dictionary: {@code base_model.model.…q_proj.lora_A.weight}. */
    @Override
    public String storedName(String tensorName) {
        return PEFT_PREFIX + tensorName + PEFT_SUFFIX;
    }

    @Override
    public String plainName(String storedName) {
        return storedName.startsWith(PEFT_PREFIX) && storedName.endsWith(PEFT_SUFFIX)
                ? storedName.substring(PEFT_PREFIX.length(), storedName.length() - PEFT_SUFFIX.length())
                : storedName;
    }
}
