package io.pituning.learning.foundation;

import io.pituning.learning.LearningException;
import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.Scope;
import io.pituning.learning.tensor.Tensor;
import io.pituning.learning.tensor.TensorLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fits stored tensors to what an architecture computes with; whatever does not fit is told by name. */
final class FittedWeights {
    private static final int NAMED = 3;

    private final String model;
    private final Architecture architecture;
    private final StoredWeights stored;
    private final TensorLayout layout;
    /** The stored names by the layout's name. */
    private final Map<String, List<String>> copies = new LinkedHashMap<>();

    private FittedWeights(String model, Architecture architecture, StoredWeights stored) {
        this.model = model;
        this.architecture = architecture;
        this.stored = stored;
        this.layout = architecture.layout();
    }

    /**
     * Reads the tensors of the architecture's layout, one after the other.
     *
     * @return tensors of the enclosing scope, or the caller's
     * @throws LearningException {@code model-malformed} if a tensor is missing, unknown or of another shape, or if copies of one differ
     */
    static NamedTensors read(String model, Architecture architecture, StoredWeights stored) {
        FittedWeights fitted = new FittedWeights(model, architecture, stored);
        fitted.check();
        return fitted.read();
    }

    private void check() {
        List<String> unknown = new ArrayList<>();
        List<String> misshapen = new ArrayList<>();
        TensorLayout present = stored.layout();
        for (String name : present.names()) {
            String canonical = architecture.canonical(name);
            if (layout.names().contains(canonical)) {
                copies.computeIfAbsent(canonical, c -> new ArrayList<>()).add(name);
                if (!architecture.fits(canonical, present.shape(name))) {
                    misshapen.add(name + " has shape " + Arrays.toString(present.shape(name)) + " instead of "
                            + Arrays.toString(layout.shape(canonical)));
                }
            } else if (!architecture.ignorable(canonical)) {
                unknown.add(name);
            }
        }
        List<String> missing = layout.names().stream()
                .filter(name -> !copies.containsKey(name))
                .toList();
        List<String> faults = new ArrayList<>();
        tell(faults, "it lacks ", missing);
        tell(faults, "it does not know what to do with ", unknown);
        tell(faults, "", misshapen);
        if (!faults.isEmpty()) {
            throw ModelFailure.malformed(model, String.join("; ", faults));
        }
    }

    private static void tell(List<String> faults, String what, List<String> tensors) {
        if (!tensors.isEmpty()) {
            String named = String.join(", ", tensors.subList(0, Math.min(NAMED, tensors.size())));
            String more = tensors.size() > NAMED ? " and " + (tensors.size() - NAMED) + " more" : "";
            faults.add(what + (tensors.size() == 1 ? "tensor " : "the " + tensors.size() + " tensors ") + named + more);
        }
    }

    private NamedTensors read() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        try (Scope scope = Scope.open()) {
            for (String name : layout.names()) {
                List<String> names = copies.get(name);
                tensors.put(name, cut(stored.read(names.get(0)), layout.shape(name)[0]));
                names.stream().skip(1).forEach(copy -> checkEqual(names.get(0), copy));
            }
            return scope.keep(new NamedTensors(tensors));
        }
    }

    /** Without the spare rows that {@link Architecture#fits} may admit: an expert that changes all weights has none for them. */
    private static Tensor cut(Tensor stored, long rows) {
        return stored.size(0) == rows ? stored : stored.slice(0, 0, rows).copy();
    }

    /** A model whose copies differ is not tied: computing with one of them would silently be another model. */
    private void checkEqual(String one, String other) {
        if (!stored.holdSame(one, other)) {
            throw ModelFailure.malformed(model, "tensors " + one + " and " + other + " must be equal and are not");
        }
    }
}
