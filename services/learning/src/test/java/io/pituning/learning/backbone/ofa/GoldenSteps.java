package io.pituning.learning.backbone.ofa;

import com.fasterxml.jackson.databind.JsonNode;
import io.pituning.learning.tensor.GradientTape;
import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.Scope;
import io.pituning.learning.tensor.Tensor;
import io.pituning.learning.tensor.TensorLayout;
import io.pituning.learning.training.AdamW;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Optimizer steps of a case: arrays {@code PREFIX/tensor}, where the last number in the prefix says after which step (1 where there is
 * none). The case's description names rate, weight decay, clipping and label smoothing.
 */
final class GoldenSteps {
    private static final Set<String> OTHERS =
            Set.of("expert", "grad", "sample_grad", "fisher_exact", "fisher_official", "in");
    private static final Pattern NUMBER = Pattern.compile("(\\d+)(?!.*\\d)");

    private final JsonNode description;
    private final Npz numbers;
    private final TensorLayout layout;

    GoldenSteps(JsonNode description, Npz numbers, TensorLayout layout) {
        this.description = description;
        this.numbers = numbers;
        this.layout = layout;
    }

    /** By step, the prefixes of the arrays that hold something of it. */
    TreeMap<Integer, Set<String>> prefixes() {
        TreeMap<Integer, Set<String>> found = new TreeMap<>();
        for (String array : numbers.arrays().keySet()) {
            for (String tensor : layout.names()) {
                if (array.endsWith("/" + tensor)) {
                    String prefix = array.substring(0, array.length() - tensor.length() - 1);
                    if (!OTHERS.contains(prefix)) {
                        Matcher number = NUMBER.matcher(prefix);
                        int step = number.find()
                                ? Integer.parseInt(number.group(1))
                                : (int) setting(1, "steps", "num_steps", "n_steps");
                        found.computeIfAbsent(step, s -> new LinkedHashSet<>()).add(prefix);
                    }
                }
            }
        }
        return found;
    }

    /** Makes the steps on the case's own batch and checks every array that is there. */
    void check(Tensor start, UnaryOperator<Tensor> loss) {
        TreeMap<Integer, Set<String>> prefixes = prefixes();
        double clip = setting(0, "clip_norm", "clip-norm", "max_norm", "clip");
        Tensor parameters = start.copy();
        try (AdamW optimizer = new AdamW(parameters, setting(0, "weight_decay", "weight-decay"))) {
            for (int step = 1; step <= prefixes.lastKey(); step++) {
                try (Scope scope = Scope.open()) {
                    Tensor gradient = GradientTape.of(parameters, loss).gradient();
                    optimizer.step(clip > 0 ? AdamW.clip(gradient, clip) : gradient, rate(step));
                    for (String prefix : prefixes.getOrDefault(step, Set.of())) {
                        NamedTensors actual = layout.cut(kind(prefix, parameters, gradient, optimizer));
                        GoldenNumbers.each(numbers, prefix + "/", actual, 1e-6, 1e-4);
                    }
                }
            }
        }
    }

    double smoothing() {
        return setting(0, "label_smoothing", "label-smoothing", "smoothing");
    }

    private static Tensor kind(String prefix, Tensor parameters, Tensor gradient, AdamW optimizer) {
        if (prefix.contains("exp_avg_sq") || prefix.matches("(.*[/_])?v([/_]?\\d+)?")) {
            return optimizer.variance();
        }
        if (prefix.contains("exp_avg") || prefix.matches("(.*[/_])?m([/_]?\\d+)?")) {
            return optimizer.mean();
        }
        return prefix.contains("grad") ? gradient : parameters;
    }

    private double rate(int step) {
        for (JsonNode rates : description.findValues("lr")) {
            if (rates.isArray() && rates.size() > 1) {
                return rates.get(Math.min(step, rates.size()) - 1).asDouble();
            }
        }
        return setting(1e-3, "lr", "learning_rate", "learningRate");
    }

    private double setting(double otherwise, String... names) {
        for (String name : names) {
            Optional<JsonNode> value = Optional.ofNullable(description.findValue(name));
            if (value.isPresent()) {
                JsonNode first = value.get().isArray() ? value.get().path(0) : value.get();
                return first.asDouble(otherwise);
            }
        }
        return otherwise;
    }
}
