package io.pituning.benchmarks;

import io.pituning.learning.backbone.ofa.OfaConfig;
import io.pituning.learning.tensor.Scope;
import io.pituning.learning.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The matrix products that one training step of a LoRA expert cannot do without, forward and backward, on tensors of the right shapes.
 *
 * <p>Left out is what need not be computed in every step: position biases, and gradients of inputs that nothing trained went into.
 */
final class MatrixProducts implements AutoCloseable {
    private record Product(Tensor left, Tensor right) {}

    private final OfaConfig config;
    private final int batch;
    private final int rank;
    private final Random random = new Random(1);
    private final Map<String, Tensor> operands = new HashMap<>();
    private final List<Product> products = new ArrayList<>();

    /**
     * @param source S, tokens of a source row
     * @param target T, tokens of a target row
     */
    MatrixProducts(OfaConfig config, int batch, int source, int target, int rank) {
        this.config = config;
        this.batch = batch;
        this.rank = rank;
        for (int i = 0; i < config.encoderLayers(); i++) {
            attention(source, source, i > 0, i > 0);
            feedForward(source);
        }
        for (int i = 0; i < config.decoderLayers(); i++) {
            attention(target, target, i > 0, i > 0);
            attention(target, source, true, true);
            feedForward(target);
        }
        frozen(target, config.width(), config.vocabularySize(), true);
    }

    /** Computes all of them once. */
    void compute() {
        try (Scope scope = Scope.open()) {
            for (Product product : products) {
                product.left().matmul(product.right()).close();
            }
        }
    }

    private void attention(int queries, int keys, boolean askedTrained, boolean memoryTrained) {
        int heads = config.heads();
        int size = config.headSize();
        projection(queries, askedTrained);
        projection(keys, memoryTrained);
        projection(keys, memoryTrained);
        // Scores, their gradients to q and k; mixing, its gradients to the attention and v.
        product(shape(batch, heads, queries, size), shape(batch, heads, size, keys));
        product(shape(batch, heads, queries, keys), shape(batch, heads, keys, size));
        product(shape(batch, heads, keys, queries), shape(batch, heads, queries, size));
        product(shape(batch, heads, queries, keys), shape(batch, heads, keys, size));
        product(shape(batch, heads, queries, size), shape(batch, heads, size, keys));
        product(shape(batch, heads, keys, queries), shape(batch, heads, queries, size));
        projection(queries, true);
    }

    private void projection(int rows, boolean inputTrained) {
        int width = config.width();
        frozen(rows, width, width, inputTrained);
        product(shape(batch, rows, width), shape(width, rank));
        product(shape(batch, rows, rank), shape(rank, width));
        product(shape(width, batch * rows), shape(batch * rows, rank));
        product(shape(batch, rows, width), shape(width, rank));
        product(shape(rank, batch * rows), shape(batch * rows, width));
        if (inputTrained) {
            product(shape(batch, rows, rank), shape(rank, width));
        }
    }

    private void feedForward(int rows) {
        frozen(rows, config.width(), config.feedForward(), true);
        frozen(rows, config.feedForward(), config.width(), true);
    }

    /** A frozen layer: forward, and the gradient of its input; its weights have none. */
    private void frozen(int rows, int in, int out, boolean inputTrained) {
        product(shape(batch, rows, in), shape(in, out));
        if (inputTrained) {
            product(shape(batch, rows, out), shape(out, in));
        }
    }

    private void product(long[] left, long[] right) {
        products.add(new Product(operand(left), operand(right)));
    }

    private Tensor operand(long[] shape) {
        return operands.computeIfAbsent(Arrays.toString(shape), key -> {
            float[] values = new float[Math.toIntExact(Arrays.stream(shape).reduce(1, (a, b) -> a * b))];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian();
            }
            return Tensor.of(values, shape);
        });
    }

    private static long[] shape(long... sizes) {
        return sizes;
    }

    @Override
    public void close() {
        operands.values().forEach(Tensor::close);
    }
}
