package io.pituning.learning.backbone.ofa;

import io.pituning.learning.expert.Adapter;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.expert.Lora;
import io.pituning.learning.expert.Method;
import io.pituning.learning.expert.Prefix;
import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the reference's expert tensors make an expert here: one, or k of them with their interpolation weights.
 *
 * @param method of each of the k
 */
record GoldenExpert(Method method, int k, OfaConfig config) {

    static GoldenExpert of(NamedTensors given, OfaConfig config) {
        if (anyName(given, "\\.lora_A")) {
            int rank = (int) given.get(given.names().stream()
                            .filter(name -> name.endsWith("lora_A"))
                            .findFirst()
                            .orElseThrow())
                    .size(0);
            return new GoldenExpert(new Lora(rank, 1.0 / rank), members(given, "q_proj"), config);
        }
        if (anyName(given, "prompt_encoder")) {
            int length = (int) given.get(given.names().stream()
                            .filter(name -> name.contains("prompt_encoder"))
                            .findFirst()
                            .orElseThrow())
                    .size(0);
            return new GoldenExpert(new Prefix(length), members(given, "encoder_prompt_encoder"), config);
        }
        int dimension = (int) given.get(given.names().stream()
                        .filter(name -> name.endsWith("down_proj.weight"))
                        .findFirst()
                        .orElseThrow())
                .size(0);
        return new GoldenExpert(new Adapter(dimension), members(given, "adapters1"), config);
    }

    private static boolean anyName(NamedTensors given, String part) {
        return given.names().stream().anyMatch(name -> name.matches(".*" + part + ".*"));
    }

    /** How many numbered members a module list has; 1 where it is no list. */
    private static int members(NamedTensors given, String list) {
        return Math.max(1, (int) given.names().stream()
                .filter(name -> name.matches(".*\\." + list + "\\.\\d+\\..*"))
                .map(name -> name.replaceAll(".*\\." + list + "\\.(\\d+)\\..*", "$1"))
                .distinct()
                .count());
    }

    /** The expert of these values, differentiable in them. */
    Expert expert(NamedTensors given) {
        if (k == 1) {
            return Expert.of(method, ours(given));
        }
        List<NamedTensors> experts = new ArrayList<>();
        for (int i = 0; i < k; i++) {
            experts.add(ours(member(given, i)));
        }
        return Expert.of(method.mixed(k), method.mix(NamedTensors.stack(experts), site -> logits(given, site)
                .softmax(0)));
    }

    private Tensor logits(NamedTensors given, String site) {
        if (method instanceof Lora) {
            return given.get(site + ".lora_interpolation_weight");
        }
        if (method instanceof Adapter) {
            return given.get(site.replaceAll("adapter(\\d)$", "adapter_interpolation_weight$1"));
        }
        int layer = Integer.parseInt(site.replaceAll(".*layers\\.(\\d+)\\..*", "$1"));
        return given.get(site.replaceAll("\\..*", "") + ".prompt_weight_scale")
                .slice(0, layer, layer + 1)
                .reshape(k);
    }

    private static NamedTensors member(NamedTensors given, int i) {
        Map<String, Tensor> member = new LinkedHashMap<>();
        for (String name : given.names()) {
            String number = "\\." + i + "\\.(lora_|embedding\\.|down_proj|up_proj)";
            if (name.matches(".*" + number + ".*")) {
                member.put(
                        name.replaceAll(number, ".$1").replaceAll("\\.adapters(\\d)\\.", ".adapter$1."),
                        given.get(name));
            }
        }
        return new NamedTensors(member);
    }

    /** The reference keeps a side's prompts in one table, row = [layer 0 keys, layer 0 values, layer 1 keys, …]. */
    private NamedTensors ours(NamedTensors given) {
        if (!(method instanceof Prefix)) {
            return given;
        }
        Map<String, Tensor> ours = new LinkedHashMap<>();
        for (String table : given.names()) {
            String side = table.replaceAll("\\..*", "");
            int width = config.width();
            for (int part = 0; part < given.get(table).size(1) / width; part++) {
                String name = side + ".layers." + part / 2 + ".self_attn.prefix_" + (part % 2 == 0 ? "k" : "v");
                ours.put(name, given.get(table).slice(1, (long) part * width, (part + 1L) * width));
            }
        }
        return new NamedTensors(ours);
    }

    /** Values of an expert's tensors, or of their gradients, under the reference's names; for one expert only. */
    NamedTensors reference(NamedTensors ours) {
        if (!(method instanceof Prefix)) {
            return ours;
        }
        Map<String, List<Tensor>> parts = new LinkedHashMap<>();
        for (String name : ours.names()) {
            String side = name.replaceAll("\\..*", "");
            parts.computeIfAbsent(side + "." + side + "_prompt_encoder.embedding.weight", s -> new ArrayList<>())
                    .add(ours.get(name));
        }
        Map<String, Tensor> tables = new LinkedHashMap<>();
        parts.forEach((name, tensors) ->
                tables.put(name, Tensor.concat(tensors, tensors.get(0).rank() - 1)));
        return new NamedTensors(tables);
    }
}
