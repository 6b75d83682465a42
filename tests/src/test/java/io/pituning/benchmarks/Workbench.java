package io.pituning.benchmarks;

import io.pituning.learning.data.DataSet;
import io.pituning.learning.data.DataSets;
import io.pituning.learning.data.Example;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.expert.Lora;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.tensor.Tensor;
import io.pituning.learning.tensor.TensorLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the learning benchmarks work on: the model that ships or another, the default expert, a builtin task of text. */
final class Workbench implements AutoCloseable {
    static final int RANK = 8;
    static final int BATCH = 16;

    private static final int VALIDATION = 4;
    private static final long SEED = 7;

    private final FoundationModel model;
    private final Lora method = new Lora(RANK, 1);
    private final TensorLayout layout;

    Workbench() {
        this(FoundationModel.load("pi-nano"));
    }

    /** On another model with pi-nano's tokenizer, which it owns from now on. */
    Workbench(FoundationModel model) {
        this.model = model;
        this.layout = method.layout(model.backbone().sites());
    }

    FoundationModel model() {
        return model;
    }

    Lora method() {
        return method;
    }

    TensorLayout layout() {
        return layout;
    }

    /** Start values of an expert, as one vector; belongs to the enclosing scope. */
    Tensor start() {
        return Tensor.of(method.initialValues(layout, SEED), layout.elements());
    }

    /** The expert of these values. */
    Expert expert(Tensor flat) {
        return Expert.of(method, layout.cut(flat));
    }

    /** A task whose evaluation costs next to nothing. */
    DataSet task() {
        DataSet whole = new DataSets(List.of()).open("builtin:sentence-follows");
        return whole.limit(whole.train().size(), VALIDATION, VALIDATION, SEED);
    }

    /** The same, but its training examples are all equally long, so that every batch has one shape. */
    DataSet taskOfOneLength(int examples) {
        DataSet task = task();
        Map<Integer, List<Example>> byLength = task.train().stream()
                .collect(Collectors.groupingBy(
                        example -> model.tokenizer().encode(task.info().prompt(example)).length,
                        TreeMap::new,
                        Collectors.toList()));
        List<Example> most = byLength.values().stream()
                .max((a, b) -> Integer.compare(a.size(), b.size()))
                .orElseThrow();
        List<Example> repeated = new ArrayList<>();
        for (int i = 0; i < examples; i++) {
            repeated.add(most.get(i % most.size()));
        }
        return new DataSet(task.info(), repeated, task.validation(), task.test());
    }

    @Override
    public void close() {
        model.close();
    }
}
