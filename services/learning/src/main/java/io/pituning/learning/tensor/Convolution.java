package io.pituning.learning.tensor;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import java.util.List;

/**
 * Convolution without bias, on the engine's paths that are right and silent.
 *
 * @param weight (out, in, k, k)
 */
record Convolution(Tensor weight, int stride, int padding) {
    /**
     * The engine convolves channels in blocks of 16, or of 8 without AVX-512, and reads what lies in memory behind an unfilled block: where
     * that is not a number, neither are results and gradients. It therefore gets whole blocks.
     */
    private static final long BLOCK = 16;
    /** Few input channels, as of pictures, are not blocked. */
    private static final long UNBLOCKED = 4;
    /** A single picture of at most so many values goes to a library first that warns, each time, of processors it does not know. */
    private static final long SMALL = 20_480;

    /** Convolves {@code x} (B, in, H, W). */
    Tensor of(Tensor x) {
        if (weight.size(2) == 1 && weight.size(3) == 1 && stride == 1 && padding == 0) {
            return ofEachPixel(x);
        }
        if (x.size(0) == 1 && x.size(1) * x.size(2) * x.size(3) <= SMALL) {
            return of(x.repeatRows(2)).slice(0, 0, 1);
        }
        long in = x.size(1) <= UNBLOCKED ? x.size(1) : wholeBlocks(x.size(1));
        long out = weight.size(0);
        Tensor result = engine(padded(x, 1, in), padded(padded(weight, 1, in), 0, wholeBlocks(out)));
        return result.size(1) == out ? result : result.slice(1, 0, out);
    }

    /** A window of one pixel makes the convolution a matrix product. */
    private Tensor ofEachPixel(Tensor x) {
        long rows = x.size(2);
        long columns = x.size(3);
        Tensor flat = x.reshape(x.size(0), x.size(1), rows * columns);
        return weight.reshape(weight.size(0), weight.size(1)).matmul(flat).reshape(x.size(0), -1, rows, columns);
    }

    private Tensor engine(Tensor x, Tensor kernels) {
        return new Tensor(Conv2d.conv2d(
                        x.array,
                        kernels.array,
                        null,
                        new Shape(stride, stride),
                        new Shape(padding, padding),
                        new Shape(1, 1),
                        1)
                .singletonOrThrow());
    }

    private static long wholeBlocks(long channels) {
        return (channels + BLOCK - 1) / BLOCK * BLOCK;
    }

    /** Zeros appended to one dimension, up to a length. */
    private static Tensor padded(Tensor x, int dimension, long length) {
        long[] missing = x.shape().clone();
        missing[dimension] = length - missing[dimension];
        return missing[dimension] == 0 ? x : Tensor.concat(List.of(x, Tensor.zeros(missing)), dimension);
    }
}
