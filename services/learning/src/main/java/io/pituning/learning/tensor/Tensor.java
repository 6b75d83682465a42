package io.pituning.learning.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Embedding;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.nn.pooling.Pool;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;

/**
 * An n-dimensional array of 32-bit floats (or of 64-bit integers where it holds token or position numbers) in native memory.
 *
 * <p>Operations never change their operands, except the two whose name ends in {@code InPlace}; binary operations broadcast as NumPy does.
 * A tensor lives until its {@link Scope} closes or {@link #close()} is called. The engine's own exceptions (unchecked) signal operands
 * whose shapes do not fit.
 */
public final class Tensor implements AutoCloseable {
    final NDArray array;

    Tensor(NDArray array) {
        this.array = array;
    }

    // ---------------------------------------------------------------- from Java

    /** A float tensor of the given shape, row-major; an empty shape makes a scalar. */
    public static Tensor of(float[] values, long... shape) {
        return copied(Runtime.ROOT.create(values, new Shape(shape)));
    }

    /** An integer tensor of the given shape, row-major. */
    public static Tensor of(long[] values, long... shape) {
        return copied(Runtime.ROOT.create(values, new Shape(shape)));
    }

    /** A float tensor with every element {@code value}. */
    public static Tensor full(double value, long... shape) {
        return new Tensor(Runtime.ROOT.full(new Shape(shape), (float) value, DataType.FLOAT32));
    }

    /** A float tensor of zeros. */
    public static Tensor zeros(long... shape) {
        return full(0, shape);
    }

    /** The engine keeps Java's buffer behind a created array; a copy owns its memory and may outlive it. */
    private static Tensor copied(NDArray onJavaBuffer) {
        NDArray owned = onJavaBuffer.duplicate();
        onJavaBuffer.close();
        return new Tensor(owned);
    }

    // ---------------------------------------------------------------- to Java

    /** Where its elements lie: {@code cpu()}, or {@code gpu(0)} where DJL found one. */
    public String device() {
        return array.getDevice().toString();
    }

    /** The length of each dimension. */
    public long[] shape() {
        return array.getShape().getShape();
    }

    /** The length of one dimension; negative dimensions count from the last. */
    public long size(int dimension) {
        long[] shape = shape();
        return shape[dimension < 0 ? shape.length + dimension : dimension];
    }

    /** The number of dimensions. */
    public int rank() {
        return array.getShape().dimension();
    }

    /** The elements, row-major. */
    public float[] toFloats() {
        return array.toFloatArray();
    }

    /** The single element of a scalar. */
    public float item() {
        return array.toFloatArray()[0];
    }

    // ---------------------------------------------------------------- arithmetic

    /** Sum, element by element. */
    public Tensor add(Tensor other) {
        return new Tensor(array.add(other.array));
    }

    /** Difference, element by element. */
    public Tensor subtract(Tensor other) {
        return new Tensor(array.sub(other.array));
    }

    /** Product, element by element. */
    public Tensor multiply(Tensor other) {
        return new Tensor(array.mul(other.array));
    }

    /** Quotient, element by element. */
    public Tensor divide(Tensor other) {
        return new Tensor(array.div(other.array));
    }

    /** Adds a number to every element. */
    public Tensor add(double number) {
        return add(full(number));
    }

    /** Multiplies every element by a number. */
    public Tensor multiply(double number) {
        return multiply(full(number));
    }

    /** Every element with the other sign. */
    public Tensor negate() {
        return new Tensor(array.neg());
    }

    /** Every element squared. */
    public Tensor square() {
        return new Tensor(array.mul(array));
    }

    /** The square root of every element. */
    public Tensor sqrt() {
        return new Tensor(array.sqrt());
    }

    /** Adds {@code other} times {@code factor} to this tensor itself; not for tensors a gradient is being taken of. */
    public void addInPlace(Tensor other, double factor) {
        array.addi(other.multiply(factor).array);
    }

    /** Multiplies this tensor itself; not for tensors a gradient is being taken of. */
    public void multiplyInPlace(double factor) {
        array.muli(full(factor).array);
    }

    // ---------------------------------------------------------------- products

    /** Matrix product over the last two dimensions, broadcasting the leading ones. */
    public Tensor matmul(Tensor other) {
        return new Tensor(array.matMul(other.array));
    }

    /** Matrix product of each of N pairs: this (N, Q, d) by other (N, d, K) is (N, Q, K). */
    public Tensor matmulEach(Tensor other) {
        return new Tensor(array.batchMatMul(other.array));
    }

    /**
     * {@code x Wᵀ} with x of shape (…, in).
     *
     * @param weight (out, in), or (B, out, in) for one matrix per row of a batch x, (B, L, in) or flat (B · L, in)
     */
    public Tensor linear(Tensor weight) {
        if (weight.rank() == 2) {
            return new Tensor(Linear.linear(array, weight.array).singletonOrThrow());
        }
        Tensor product = inRows(weight.size(0)).matmul(weight.swapLast());
        return rank() == 2 ? product.flat() : product;
    }

    /**
     * {@code x Wᵀ + b} with x of shape (…, in).
     *
     * @param weight (out, in), or (B, out, in) for one matrix per row of a batch x, (B, L, in) or flat (B · L, in)
     * @param bias (out), or (B, out) for one per row of the batch
     */
    public Tensor linear(Tensor weight, Tensor bias) {
        return weight.rank() == 2 && bias.rank() == 1
                ? fused(weight, bias)
                : linear(weight).perRow(Tensor::add, bias);
    }

    /**
     * {@code y + x Wᵀ} with this x of shape (…, in) and y of shape (…, out).
     *
     * @param weight (out, in), or (B, out, in) for one matrix per row of a batch x, (B, L, in) or flat (B · L, in)
     */
    public Tensor linearOnto(Tensor y, Tensor weight) {
        return weight.rank() == 2 ? fused(weight, y.flat()) : y.add(linear(weight));
    }

    /** Product and sum in one operation, which the engine has for matrices only. */
    private Tensor fused(Tensor weight, Tensor summand) {
        Tensor sum = new Tensor(
                Linear.linear(flat().array, weight.array, summand.array).singletonOrThrow());
        if (rank() == 2) {
            return sum;
        }
        long[] shape = shape().clone();
        shape[shape.length - 1] = weight.size(0);
        return sum.reshape(shape);
    }

    /** With (C), or with (B, C), one for each row of a batch (B, L, C) or flat (B · L, C). */
    private Tensor perRow(BinaryOperator<Tensor> operation, Tensor values) {
        if (values.rank() == 1) {
            return operation.apply(this, values);
        }
        Tensor result = operation.apply(inRows(values.size(0)), values.expand(1));
        return rank() == 2 ? result.flat() : result;
    }

    private Tensor inRows(long batch) {
        return rank() == 2 ? reshape(batch, -1, size(-1)) : this;
    }

    // ---------------------------------------------------------------- shape

    /** The same elements, row-major, in another shape, of which one length may be -1: what is left for it. */
    public Tensor reshape(long... shape) {
        return new Tensor(array.reshape(new Shape(shape)));
    }

    /** All dimensions but the last as one: (…, C) as (N, C). */
    public Tensor flat() {
        return rank() == 2 ? this : reshape(-1, size(-1));
    }

    /** Reorders the dimensions. */
    public Tensor permute(int... dimensions) {
        return new Tensor(array.transpose(dimensions));
    }

    /** Swaps the last two dimensions. */
    public Tensor swapLast() {
        return new Tensor(array.swapAxes(rank() - 2, rank() - 1));
    }

    /** Inserts a dimension of length 1. */
    public Tensor expand(int dimension) {
        return new Tensor(array.expandDims(dimension));
    }

    /** Repeats dimensions of length 1, and puts missing ones in front, up to a shape. */
    public Tensor broadcast(long... shape) {
        return new Tensor(array.broadcast(new Shape(shape)));
    }

    /** Repeats every row of dimension 0 {@code times} times, copies of one row side by side. */
    public Tensor repeatRows(long times) {
        return new Tensor(array.repeat(0, times));
    }

    /** The elements {@code from} (inclusive) to {@code to} (exclusive) of one dimension. */
    public Tensor slice(int dimension, long from, long to) {
        NDIndex index = new NDIndex();
        for (int i = 0; i < dimension; i++) {
            index.addAllDim();
        }
        return new Tensor(array.get(index.addSliceDim(from, to)));
    }

    /** The rows of dimension 0 with the given numbers, in that order. */
    public Tensor rows(long... numbers) {
        return new Tensor(array.get(new NDIndex("{}", of(numbers, numbers.length).array)));
    }

    /** Cuts one dimension into pieces of the given lengths. */
    public List<Tensor> split(long[] lengths, int dimension) {
        long[] starts = new long[lengths.length - 1];
        long position = 0;
        for (int i = 0; i < starts.length; i++) {
            position += lengths[i];
            starts[i] = position;
        }
        NDList pieces = lengths.length == 1 ? new NDList(array) : array.split(starts, dimension);
        return pieces.stream().map(Tensor::new).toList();
    }

    /** Joins tensors along one dimension; in all others they are equally long. */
    public static Tensor concat(List<Tensor> tensors, int dimension) {
        return new Tensor(NDArrays.concat(list(tensors), dimension));
    }

    /** N tensors of one shape S as one of shape (N, S). */
    public static Tensor stack(List<Tensor> tensors) {
        return new Tensor(NDArrays.stack(list(tensors)));
    }

    private static NDList list(List<Tensor> tensors) {
        NDList arrays = new NDList(tensors.size());
        tensors.forEach(tensor -> arrays.add(tensor.array));
        return arrays;
    }

    // ---------------------------------------------------------------- reductions

    /** The sum of all elements: a scalar. */
    public Tensor sum() {
        return new Tensor(array.sum());
    }

    /** Sums along one dimension, which is gone then: (A, B, C) along 1 is (A, C). Negative dimensions count from the last. */
    public Tensor sum(int dimension) {
        return new Tensor(array.sum(new int[] {dimension}));
    }

    /** The largest of all elements: a scalar. */
    public Tensor max() {
        return new Tensor(array.max());
    }

    /** The absolute value of every element. */
    public Tensor abs() {
        return new Tensor(array.abs());
    }

    /** The element of the last dimension that {@code index} names: shape of this without its last dimension. */
    public Tensor pick(Tensor index) {
        return new Tensor(
                array.gather(index.array.expandDims(index.rank()), rank() - 1).squeeze(rank() - 1));
    }

    // ---------------------------------------------------------------- layers

    /** Zero in place of every negative element. */
    public Tensor relu() {
        return new Tensor(Activation.relu(array));
    }

    /** The exact Gaussian error linear unit. */
    public Tensor gelu() {
        return new Tensor(Activation.gelu(array));
    }

    /** The Gaussian error linear unit by its approximation with tanh (section 2 of "Gaussian Error Linear Units", 2016), T5's. */
    public Tensor geluTanh() {
        Tensor bent = add(square().multiply(this).multiply(0.044715)).multiply(Math.sqrt(2 / Math.PI));
        return multiply(new Tensor(bent.array.tanh()).add(1)).multiply(0.5);
    }

    /** Shares that sum to 1 along one dimension; the shape stays. */
    public Tensor softmax(int dimension) {
        return new Tensor(array.softmax(dimension));
    }

    /** The logarithms of {@link #softmax}, computed without it. */
    public Tensor logSoftmax(int dimension) {
        return new Tensor(array.logSoftmax(dimension));
    }

    /**
     * Layer normalization over the last dimension, epsilon 1e-5.
     *
     * @param weight (C), or (B, C) for one per row of a batch, (B, L, C) or flat (B · L, C)
     * @param bias (C), or (B, C) for one per row of the batch
     */
    public Tensor layerNorm(Tensor weight, Tensor bias) {
        if (weight.rank() == 1 && bias.rank() == 1) {
            return new Tensor(LayerNorm.layerNorm(array, new Shape(size(-1)), weight.array, bias.array, 1e-5f)
                    .singletonOrThrow());
        }
        Tensor normed = layerNorm(full(1, size(-1)), zeros(size(-1)));
        return normed.perRow(Tensor::multiply, weight).perRow(Tensor::add, bias);
    }

    /**
     * Root-mean-square normalization over the last dimension ("Root Mean Square Layer Normalization", 2019): {@code x / √(mean x² + ε) · w}.
     *
     * @param weight (C), or (B, C) for one per row of a batch, (B, L, C) or flat (B · L, C)
     */
    public Tensor rmsNorm(Tensor weight, double epsilon) {
        Tensor length = square().sum(-1).multiply(1.0 / size(-1)).add(epsilon).sqrt();
        return divide(length.expand(length.rank())).perRow(Tensor::multiply, weight);
    }

    /** Looks up rows: this is an integer tensor of any shape S, {@code table} (N, C); the result has shape (S, C). */
    public Tensor lookUp(Tensor table) {
        return new Tensor(
                Embedding.embedding(array, table.array, SparseFormat.DENSE).singletonOrThrow());
    }

    /** Convolution without bias of (B, in, H, W) by (out, in, k, k). */
    public Tensor conv2d(Tensor weight, int stride, int padding) {
        return new Convolution(weight, stride, padding).of(this);
    }

    /**
     * Batch normalization of (B, C, H, W), epsilon 1e-5.
     *
     * @param mean (C), as are the three that follow
     * @param onBatch whether to normalize by the batch's own statistics and to move the running ones (a tenth of the way, in place)
     */
    public Tensor batchNorm(Tensor mean, Tensor variance, Tensor weight, Tensor bias, boolean onBatch) {
        return new Tensor(BatchNorm.batchNorm(
                        array, mean.array, variance.array, weight.array, bias.array, 1, 0.9f, 1e-5f, onBatch)
                .singletonOrThrow());
    }

    /** Maximum over windows of (B, C, H, W). */
    public Tensor maxPool2d(int kernel, int stride, int padding) {
        return new Tensor(Pool.maxPool2d(
                array, new Shape(kernel, kernel), new Shape(stride, stride), new Shape(padding, padding), false));
    }

    // ---------------------------------------------------------------- lifetime

    /** A copy that shares neither memory nor gradient with this tensor. */
    public Tensor copy() {
        return new Tensor(array.duplicate());
    }

    @Override
    public void close() {
        array.close();
    }

    @Override
    public String toString() {
        return "Tensor" + Arrays.toString(shape());
    }
}
